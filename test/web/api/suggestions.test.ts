import { JiraError } from '../../../src/sync/ports';
import { connect, createContract, startApiWorld, type ApiWorld, type SiteName } from './api-world';

interface Suggestions {
  readonly suggestions: readonly {
    readonly theirs: { readonly accountId: string; readonly name: string };
    readonly mine: { readonly accountId: string; readonly name: string } | null;
    readonly match: string | null;
  }[];
  readonly names: Readonly<Record<string, string>>;
}

const DRAFT = { side: 'master', subject: 'Owner', remedy: 'Match them.', print: 'x' } as const;

let world: ApiWorld;
let connectionId: string;

beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  world.jira.acme.found.push(
    { accountId: 'a-jane', name: 'Jane Doe' },
    { accountId: 'a-bo', name: 'Bo Taken' },
    { accountId: 'a-kim', name: 'Kim Q. Long' },
  );
  const people = ['Doe, Jane', 'Bo Taken', 'Kim Long', 'Nobody Here'].map((name, index) => ({
    accountId: `g-${index}`,
    name,
  }));
  await world.database.stores.peopleSeen.note(connectionId, 'provider', people, new Date());
  await world.database.stores.peopleSeen.note(
    connectionId,
    'master',
    [{ accountId: 'x', name: 'Not Yours' }],
    new Date(),
  );
});
afterAll(() => world.close());

const ask = (site: SiteName = 'acme') =>
  world.as(site).get<Suggestions>(`/connections/${connectionId}/users/suggestions`);
const pairsOf = async () =>
  (await ask()).body.suggestions.map(({ theirs, mine, match }) => [theirs.name, mine?.accountId ?? null, match]);

test('each of the partner’s people who came over, with the likeliest of ours', async () => {
  expect(await pairsOf()).toEqual([
    ['Doe, Jane', 'a-jane', 'name'],
    ['Bo Taken', 'a-bo', 'name'],
    ['Kim Long', 'a-kim', 'part'],
    ['Nobody Here', null, null],
  ]);
  expect((await ask()).body.names).toMatchObject({ 'g-0': 'Doe, Jane', 'g-3': 'Nobody Here' });
});

test('who is matched is neither suggested nor suggested for', async () => {
  await world.as('acme').put(`/connections/${connectionId}/users`, {
    version: 0,
    pairs: [
      { master: 'a-jane', provider: 'g-0' },
      { master: 'a-bo', provider: 'g-77' },
    ],
  });
  expect(await pairsOf()).toEqual([
    ['Bo Taken', null, null],
    ['Kim Long', 'a-kim', 'part'],
    ['Nobody Here', null, null],
  ]);
});

test('what waited for somebody who is matched now is tried again, and nothing else', async () => {
  const contract = await createContract(world, connectionId);
  const open = (name: string, code = 'no-user') =>
    world.database.stores.problems.open(
      contract,
      null,
      { ...DRAFT, code, facet: `field:${name}`, cause: `${name} (globex) has no account on this site.` },
      new Date(),
    );
  const [kim] = [await open('Kim Long'), await open('Nobody Here'), await open('Kim Long', 'refused')];
  const { body } = await world.as('acme').get<{ pairs: object[] }>(`/connections/${connectionId}/users`);
  const put = async (pairs: object[]) => {
    const path = `/connections/${connectionId}/users`;
    const { version } = (await world.as('acme').get<{ version: number }>(path)).body;
    return world.as('acme').put(path, { pairs, version });
  };
  const asked = () => world.asked.filter((each) => each.startsWith('retryProblem'));
  const pair = { master: 'a-kim', provider: 'g-2' };
  await put([...body.pairs, pair]);
  expect(asked()).toEqual([`retryProblem:${kim}:admin`]);
  // A table that was stored as it was wakes nobody.
  await put([...body.pairs, pair]);
  expect(asked()).toHaveLength(1);
});

test('each side sees the other’s people only; a stranger and an agent see nothing', async () => {
  expect((await ask('globex')).body.names).toEqual({ x: 'Not Yours' });
  expect((await ask('initech')).status).toBe(404);
  expect((await world.as('acme', 'agent').get(`/connections/${connectionId}/users/suggestions`)).status).toBe(403);
});

test('a Jira that does not answer is told, not waited for', async () => {
  world.jira.acme.down = new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: '503' });
  expect((await ask()).error.code).toBe('jira-unavailable');
  world.jira.acme.down = null;
});

test('a connection that ended suggests nobody', async () => {
  await world.as('globex').post(`/connections/${connectionId}/end`);
  expect((await ask()).status).toBe(409);
});
