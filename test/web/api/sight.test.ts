import { JiraError } from '../../../src/sync/ports';
import { type ApiWorld, NOTHING_PLANNED, startApiWorld } from './api-world';
import { fillWithMarks, type MarkedIds } from './marked-world';

let world: ApiWorld;
let ids: MarkedIds;
beforeAll(async () => {
  world = await startApiWorld();
  ids = await fillWithMarks(world);
  world.preview.result = NOTHING_PLANNED;
});
afterAll(() => world.close());
afterEach(() => {
  world.jira.acme.hiddenFrom.clear();
  world.jira.acme.down = null;
});

interface Entry {
  readonly link: string | null;
  readonly kind: string;
  readonly text: string;
  readonly keys: { readonly master: string | null };
}
interface Problem {
  readonly whose: string;
  readonly subject: string;
  readonly cause: string;
  readonly code: string;
}
interface Conflict {
  readonly values: object | null;
  readonly withheld: string | null;
  readonly both: boolean;
}

const NO = 'You may not view this issue in Jira.';
const UNKNOWN = 'Jira did not say whether you may view this issue.';

const hide = () => world.jira.acme.hiddenFrom.set('admin', new Set(['acme-issue']));
const read = async () => {
  const acme = world.as('acme');
  const activity = (await acme.get<{ activity: Entry[] }>('/activity?limit=200')).body.activity;
  const problems = (await acme.get<{ problems: Problem[] }>('/problems')).body.problems;
  const conflicts = (await acme.get<{ conflicts: Conflict[] }>('/conflicts')).body.conflicts;
  const run = (await acme.get<{ failures: { issue: string; cause: string }[] }>(`/bulk/${ids.run.acme}`)).body;
  return { activity, problems, conflicts, failures: run.failures };
};

test('an admin who may view the issue reads what Accord knows of it', async () => {
  const { activity, problems, conflicts } = await read();
  expect(activity.filter(({ link }) => link === ids.link).map(({ text }) => text)).toContain('Set field Title');
  expect(problems.find(({ whose }) => whose === 'mine')?.cause).toMatch(/CAUSE/);
  expect(conflicts[0]).toMatchObject({ values: { master: expect.any(String) as string }, withheld: null });
});

test('who may not view it sees that something happened, and none of its words', async () => {
  hide();
  const { activity, problems, conflicts } = await read();
  const ofPair = activity.filter(({ link }) => link === ids.link);
  expect(ofPair.length).toBeGreaterThan(1);
  expect(new Set(ofPair.map(({ text }) => text))).toEqual(new Set([NO]));
  expect(ofPair[0]?.keys.master).toBe('ACME-1');
  expect(activity.some(({ text, link }) => link === null && text.startsWith('The contract'))).toBe(true);
  const mine = problems.find(({ whose }) => whose === 'mine');
  expect(mine).toMatchObject({ cause: NO, subject: 'Field "Title"' });
  expect(mine?.code).toMatch(/CODE/);
  expect(conflicts[0]).toMatchObject({ values: null, withheld: NO, both: false });
  expect(JSON.stringify([ofPair, problems, conflicts])).not.toMatch(
    /CAUSE|REMEDY|SUBJECT|ACTIVITY|Set field|\\"text\\"/,
  );
});

test('nobody decides between values that they may not read, nor previews an issue that they may not view', async () => {
  hide();
  const asked = world.asked.length;
  const acme = world.as('acme');
  const refused = [
    await acme.post(`/conflicts/${ids.conflict}/choose`, { side: 'master' }),
    await acme.post(`/contracts/${ids.contract}/preview`, { issue: 'ACME-1' }),
  ];
  expect(refused.map(({ status, error }) => [status, error.code])).toEqual([
    [403, 'may-not-view'],
    [403, 'may-not-view'],
  ]);
  expect(world.asked).toHaveLength(asked);
  world.jira.acme.hiddenFrom.clear();
  expect((await acme.post(`/contracts/${ids.contract}/preview`, { issue: 'ACME-1' })).status).toBe(200);
  expect((await acme.post(`/conflicts/${ids.conflict}/choose`, { side: 'master' })).status).toBe(202);
});

test('why an issue of a run failed is for those who may view it', async () => {
  const { stores } = world.database;
  const failed = { is: 'failed', cause: 'It holds "secret".', remedy: 'Mend it.' } as const;
  const item = { mine: 'ACME-1', key: 'ACME-1', issueId: 'acme-issue', theirs: null, verdict: failed };
  await stores.bulk.addItems(ids.run.acme, [item], new Date());
  const causes = async () => new Map((await read()).failures.map(({ issue, cause }) => [issue, cause])).get('ACME-1');
  expect(await causes()).toBe('It holds "secret".');
  hide();
  expect(await causes()).toBe(NO);
});

test('the partner’s rights on its own issue count for nothing here, nor ours there', async () => {
  hide();
  const { body } = await world.as('globex').get<{ conflicts: Conflict[] }>('/conflicts');
  expect(body.conflicts[0]).toMatchObject({ withheld: null });
});

test('where Jira does not answer nothing of an issue is shown, and the page is', async () => {
  world.jira.acme.down = new JiraError({ kind: 'unavailable', detail: 'down', retryAfterMs: null, maybeDone: false });
  const { activity, problems, conflicts } = await read();
  expect(activity.filter(({ link }) => link === ids.link).every(({ text }) => text === UNKNOWN)).toBe(true);
  expect(activity.some(({ text }) => text.startsWith('The contract'))).toBe(true);
  expect(problems.find(({ whose }) => whose === 'mine')?.cause).toBe(UNKNOWN);
  expect(conflicts[0]).toMatchObject({ values: null, withheld: UNKNOWN });
  const choose = await world.as('acme').post(`/conflicts/${ids.conflict}/choose`, { side: 'provider' });
  expect(choose.status).toBe(503);
});

test('an entry of an issue without a pair is judged by its key; one whose issue is not found is not shown', async () => {
  const base = {
    at: new Date().toISOString(),
    connectionId: ids.connection,
    contractId: ids.contract,
    linkId: null,
    side: 'master',
    kind: 'nothing',
    actor: null,
  } as const;
  const keys = (master: string) => ({ master, provider: null });
  await world.database.stores.activity.append([
    { ...base, text: 'Not yet: by key.', keys: keys('ACME-1') },
    { ...base, text: 'Not yet: unknown key.', keys: keys('ACME-404') },
  ]);
  const texts = async () => (await read()).activity.slice(0, 2).map(({ text }) => text);
  expect(await texts()).toEqual([NO, 'Not yet: by key.']);
  hide();
  expect(await texts()).toEqual([NO, NO]);
});

test('a page of many entries asks Jira once', async () => {
  const before = world.jira.acme.sightsAsked;
  await world.as('acme').get('/activity?limit=200');
  expect(world.jira.acme.sightsAsked - before).toBe(1);
});
