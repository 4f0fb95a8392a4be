import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const DAY_MS = 24 * 3_600_000;

const halves = {
  master: aHalf('SUP', { createOn: ['issue_created'], fields: [sends('summary', 'Title')] }),
  provider: aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Bug', defaults: {} },
      fields: [receives('Title', 'summary')],
      gone: 'delete',
    },
  ),
};

let world: World;

beforeEach(async () => {
  world = await createWorld(halves);
  for (const site of Object.values(world.sites)) site.field({ id: 'summary', name: 'Summary', maxLength: 255 });
});
afterEach(() => world.close());

const pairs = async (count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text(`No. ${index}`) } });
    await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
    ids.push(issue.issueId);
  }
  await world.settle();
  return ids;
};

const remove = async (ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    world.sites.master.issues.delete(id);
    await world.hear('master', id, { event: 'jira:issue_deleted' });
  }
  await world.settle();
};

const copies = (): number => world.sites.provider.issues.size;
const open = () => world.database.stores.problems.listOpen([world.contractId], 50);
const actions = () => createActions(world.deps);
const openPairs = async (): Promise<number> =>
  (await world.database.stores.links.listByContract(world.contractId, null, 100)).filter(
    ({ state }) => state !== 'closed',
  ).length;

test('a few deletions go through, and leave nothing to decide', async () => {
  const ids = await pairs(8);
  await remove(ids.slice(0, 5));
  expect(copies()).toBe(3);
  expect(await open()).toEqual([]);
});

test('many wait for a yes, with one problem on the side that would lose its issues', async () => {
  const ids = await pairs(12);
  await remove(ids);
  expect(copies()).toBe(7);
  const problems = await open();
  expect(problems).toMatchObject([{ code: 'many-removals', side: 'provider', linkId: null }]);
  expect(problems[0]?.cause).toContain('7 issues');
  world.now = new Date(world.now.getTime() + 2 * DAY_MS);
  await world.settle();
  expect(copies()).toBe(7);
});

test('a yes lets them all go, and counts for nothing that is deleted later', async () => {
  const ids = await pairs(20);
  await remove(ids.slice(0, 8));
  expect(copies()).toBe(15);
  const [problem] = await open();
  await actions().answerProblem(problem?.id ?? '', 'delete', 'admin');
  await world.settle();
  expect(copies()).toBe(12);
  expect(await open()).toEqual([]);
  expect(await openPairs()).toBe(12);
  await remove(ids.slice(8));
  expect(copies()).toBeGreaterThan(0);
  expect(await open()).toMatchObject([{ code: 'many-removals' }]);
});

test('a no keeps the issues, and their pairs end', async () => {
  await remove(await pairs(9));
  expect(copies()).toBe(4);
  const [problem] = await open();
  await actions().answerProblem(problem?.id ?? '', 'keep', 'admin');
  await world.settle();
  expect(copies()).toBe(4);
  expect(await openPairs()).toBe(0);
  expect(await open()).toEqual([]);
});

test('what comes back meanwhile is not deleted by a yes that is given later', async () => {
  const ids = await pairs(9);
  const [first = ''] = ids.slice(-1);
  const kept = world.sites.master.issues.get(first);
  await remove(ids);
  if (kept) world.sites.master.issues.set(first, kept);
  await world.hear('master', first);
  await world.settle();
  const [problem] = await open();
  await actions().answerProblem(problem?.id ?? '', 'delete', 'admin');
  await world.settle();
  expect(copies()).toBe(1);
  expect(await openPairs()).toBe(1);
});

describe('an answer to "was the issue deleted?"', () => {
  const asked = async (): Promise<{ readonly id: string; readonly problem: string }> => {
    const [id = ''] = await pairs(1);
    world.sites.master.hide(id, 'level');
    await world.hear('master', id);
    await world.settle();
    world.now = new Date(world.now.getTime() + 15 * DAY_MS);
    await world.settle();
    const [problem] = await open();
    expect(problem?.code).toBe('was-deleted');
    return { id, problem: problem?.id ?? '' };
  };

  test('it was: the contract says what becomes of the copy', async () => {
    const { problem } = await asked();
    await actions().answerProblem(problem, 'deleted', 'admin');
    await world.settle();
    expect(copies()).toBe(0);
    expect(await open()).toEqual([]);
    expect(await openPairs()).toBe(0);
  });

  test('it is still there: nobody is asked again, and it goes on when it is seen', async () => {
    const { id, problem } = await asked();
    await actions().answerProblem(problem, 'still-there', 'admin');
    await world.settle();
    world.now = new Date(world.now.getTime() + 30 * DAY_MS);
    await world.settle();
    expect(copies()).toBe(1);
    expect(await open()).toMatchObject([{ code: 'hidden' }]);
    world.sites.master.show(id);
    world.now = new Date(world.now.getTime() + DAY_MS);
    await world.settle();
    expect(await open()).toEqual([]);
  });
});
