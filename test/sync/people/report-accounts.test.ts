import { reportAccountsChore } from '../../../src/sync/people/report-accounts';
import { type Jira, JiraError, type PersonalData, type Site, type Sites } from '../../../src/sync/ports';

const MINUTE_MS = 60_000;
const SITES = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, state: 'enabled', heldUntil: null }) as Site);

test('sites that let us wait do not take the turn of those behind them, nor hold up the tidying for ever', async () => {
  let now = 1_700_000_000_000;
  const asked: string[] = [];
  const chore = reportAccountsChore({
    stores: {
      sites: { list: () => Promise.resolve(SITES) } as Pick<Sites, 'list'> as Sites,
      personalData: { gather: () => Promise.resolve(true) } as unknown as PersonalData,
    },
    jira: {
      on: (id) => {
        asked.push(id);
        now += 4 * MINUTE_MS;
        return Promise.reject(
          new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: 'x' }),
        );
      },
    } satisfies Jira,
    clock: { now: () => new Date(now) },
    log: { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 },
  });
  expect(await chore.run()).toMatchObject({ failed: 3 });
  await chore.run();
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  await chore.run();
  expect(asked.slice(6)).toEqual(['a', 'b', 'c']);
});
