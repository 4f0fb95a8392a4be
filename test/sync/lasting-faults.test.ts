import { type Failure, type Half, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { projectSweepLane } from '../../src/sync/lane-key';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const REFUSED: Failure = { kind: 'rejected', fields: {}, detail: 'Jira answered 400: no such field' };
const UNAUTHORISED: Failure = { kind: 'unauthorised', detail: 'Jira answered 401' };
const BROKEN: Failure = { kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: 'Jira answered 500' };

const half = (project: string, side: Side): Half => ({
  ...aHalf(
    project,
    {
      createOn: side === 'master' ? ['issue_created'] : [],
      updateOn: ['issue_updated'],
      fields: [sends('summary', 'Title')],
    },
    {
      create: side === 'master' ? null : { project, issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary')],
    },
  ),
  scope: { project, issueTypes: [], jql: side === 'master' ? '"Customer tier" = Gold' : null },
});

let world: World;
beforeEach(async () => {
  world = await createWorld({ master: half('SUP', 'master'), provider: half('ACM', 'provider') });
  for (const site of [world.sites.master, world.sites.provider]) site.field({ id: 'summary', name: 'Summary' });
});
afterEach(() => world.close());

const born = async () => {
  const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.settle();
  return issue.issueId;
};
const many = async (count: number): Promise<readonly string[]> => {
  const all: string[] = [];
  while (all.length < count) all.push(await born());
  return all;
};
const change = async (ids: readonly string[], words = 'New') => {
  for (const id of ids) {
    world.sites.master.setField(id, 'summary', text(words));
    await world.hear('master', id);
  }
  await world.settle();
};
const pass = async (ms: number, step = 1_000): Promise<void> => {
  for (let left = ms; left > 0; left -= step) {
    world.now = new Date(world.now.getTime() + Math.min(step, left));
    await world.settle();
  }
};
const problems = () => world.database.stores.problems.listOpen([world.contractId], 50);
const short = async () => (await problems()).map(({ facet, code, side, linkId }) => ({ facet, code, side, linkId }));
const told = async () =>
  (await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 200 })).filter(
    ({ kind }) => kind === 'problem',
  );
const titles = () => [...world.sites.provider.issues.values()].map(({ fields }) => fields['summary']);

test('a refused JQL is one problem of the contract, with the number of issues that wait, and closes by itself', async () => {
  const ids = await many(4);
  world.sites.master.breaks = (call) => (call === 'matchesJql' ? REFUSED : null);
  await change(ids);
  await pass(60_000);
  expect(await short()).toEqual([{ facet: 'cause:scope:master', code: 'jql-refused', side: 'master', linkId: null }]);
  expect((await problems())[0]?.cause).toContain('4 issues of this contract wait.');
  expect(await told()).toHaveLength(1);
  expect((await told())[0]?.side).toBe('master');
  // Jira's own words name what the master keeps to itself.
  const lanes = await world.database.stores.lanes.list({ contractId: world.contractId, limit: 10 });
  expect(lanes.filter(({ waitsFor }) => waitsFor?.includes('no such field'))).toEqual([]);
  world.sites.master.breaks = () => null;
  await pass(6 * 60_000, 10_000);
  expect(titles()).toEqual(ids.map(() => text('New')));
  expect(await problems()).toEqual([]);
});

test('"Try again" of such a problem makes all that waits due at once', async () => {
  const ids = await many(3);
  world.sites.master.breaks = (call) => (call === 'matchesJql' ? REFUSED : null);
  await change(ids);
  await pass(60_000);
  world.sites.master.breaks = () => null;
  await createActions(world.deps).retryProblem((await problems())[0]?.id ?? '', 'admin');
  await world.settle();
  expect(titles()).toEqual(ids.map(() => text('New')));
  expect(await problems()).toEqual([]);
});

test('a 401 on a read holds the site, as on a write, and is one problem', async () => {
  const ids = await many(4);
  world.sites.provider.breaks = () => UNAUTHORISED;
  await change(ids);
  const site = await world.database.stores.sites.get(world.sites.provider.siteId);
  expect(Date.parse(site.heldUntil ?? '')).toBeGreaterThan(world.now.getTime());
  expect(world.sites.provider.calls.filter((call) => call === 'readIssue').length).toBeLessThanOrEqual(4 * 3 + 1);
  expect(await short()).toEqual([
    { facet: 'cause:site:provider', code: 'unauthorised', side: 'provider', linkId: null },
  ]);
  world.sites.provider.breaks = () => null;
  await createActions(world.deps).retryProblem((await problems())[0]?.id ?? '', 'admin');
  await world.settle();
  expect(titles()).toEqual(ids.map(() => text('New')));
  expect(await problems()).toEqual([]);
});

test('one issue that cannot be read, while its site answers, is a problem of that issue', async () => {
  const [bad = '', ...others] = await many(3);
  const failing = new Set([bad]);
  world.sites.master.breaksIssue = (issueId) => (failing.has(issueId) ? BROKEN : null);
  await change([bad, ...others]);
  await pass(10 * 60_000, 10_000);
  const [problem, ...more] = await problems();
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'no-answer', side: 'master', subject: 'Reading the issue' });
  expect(problem?.linkId).not.toBeNull();
  expect(await told()).toHaveLength(1);
  expect(titles().filter((title) => title?.kind === 'text' && title.text === 'New')).toHaveLength(2);
  failing.clear();
  await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
  await world.settle();
  expect(titles()).toEqual([text('New'), text('New'), text('New')]);
  expect(await problems()).toEqual([]);
});

test('a regular look whose search is refused is one problem of that side', async () => {
  await born();
  await createActions(world.deps).contractChanged(world.contractId);
  world.sites.master.breaks = (call) => (call === 'heads' ? REFUSED : null);
  await pass(10 * 60_000, 30_000);
  expect(await short()).toEqual([{ facet: 'cause:sweep:master', code: 'sweep-refused', side: 'master', linkId: null }]);
  world.sites.master.breaks = () => null;
  await pass(3 * 60_000, 30_000);
  expect(await problems()).toEqual([]);
  expect((await world.database.stores.lanes.find(projectSweepLane(world.sites.master.siteId, 'SUP')))?.attempt).toBe(0);
});

test('a run that always ends in a fault of ours is told after a bounded number, and goes on when it works again', async () => {
  const [bad = '', good = ''] = await many(2);
  let reads = 0;
  world.sites.master.breaksIssue = (issueId) => {
    if (issueId !== bad) return null;
    reads += 1;
    return new TypeError('x of undefined');
  };
  await change([bad, good]);
  await pass(20 * 60_000, 5_000);
  const [problem, ...more] = await problems();
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'lane-fault', linkId: expect.any(String) as string });
  expect(problem?.cause).toContain('fault of its own');
  expect(reads).toBe(6);
  expect(titles().filter((title) => title?.kind === 'text' && title.text === 'New')).toHaveLength(1);
  world.sites.master.breaksIssue = () => null;
  await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
  await world.settle();
  expect(titles()).toEqual([text('New'), text('New')]);
  expect(await problems()).toEqual([]);
});

test('"Try again" and Sync see what was mended a moment ago: what is remembered of both sites is forgotten first', async () => {
  const id = await born();
  const link = await world.database.stores.links.findByIssue(world.contractId, 'master', id);
  const forgets = (side: Side) => world.sites[side].calls.filter((call) => call === 'forget').length;
  await change([id]);
  expect([forgets('master'), forgets('provider')]).toEqual([0, 0]);
  await createActions(world.deps).wakeLink(link?.id ?? '', 'provider', 'agent');
  await world.settle();
  expect([forgets('master'), forgets('provider')]).toEqual([1, 1]);
  world.sites.provider.refuses = () => 'Option is not valid';
  await change([id], 'Newer');
  const [problem] = await problems();
  world.sites.provider.refuses = () => null;
  const calls = world.sites.provider.calls.length;
  await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
  await world.settle();
  expect(world.sites.provider.calls.slice(calls)[0]).toBe('forget');
  expect(titles()).toEqual([text('Newer')]);
});
