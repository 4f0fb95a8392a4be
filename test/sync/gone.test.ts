import { type Side } from '../../src/core/model';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const halves = {
  master: aHalf('SUP', {
    createOn: ['issue_created'],
    updateOn: ['issue_updated'],
    fields: [sends('summary', 'Title')],
  }),
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
  for (const site of Object.values(world.sites))
    site.field({ id: 'summary', name: 'Summary', type: 'text', maxLength: 255 });
});
afterEach(() => world.close());

const pair = async (): Promise<{ readonly master: string; readonly provider: string }> => {
  const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.settle();
  const link = await world.database.stores.links.findByIssue(world.contractId, 'master', issue.issueId);
  if (!link?.issues.provider) throw new Error('no pair was made');
  return { master: issue.issueId, provider: link.issues.provider.id };
};

const linkOf = async (side: Side, id: string) => {
  const link = await world.database.stores.links.findByIssue(world.contractId, side, id);
  if (!link) throw new Error('no link');
  return link;
};

const openProblems = async () => world.database.stores.problems.listOpen([world.contractId], 10);

const later = (ms: number): void => {
  world.now = new Date(world.now.getTime() + ms);
};

test('an issue that is only not seen keeps its pair and its copy, and comes back by itself', async () => {
  const { master, provider } = await pair();
  world.sites.master.hide(master, 'level');
  await world.hear('master', master);
  await world.settle();
  expect(world.sites.provider.issues.has(provider)).toBe(true);
  expect(await openProblems()).toMatchObject([{ code: 'hidden', side: 'master' }]);
  expect((await linkOf('master', master)).state).toBe('active');

  world.sites.master.show(master);
  world.sites.master.edit(master, { fields: { summary: text('It burns more') } });
  later(11 * 60_000);
  await world.settle();
  expect(await openProblems()).toEqual([]);
  expect(world.sites.provider.issues.get(provider)?.fields['summary']).toEqual(text('It burns more'));
});

test('it is asked ever more slowly whether it is seen again', async () => {
  const { master } = await pair();
  world.sites.master.hide(master, 'level');
  await world.hear('master', master);
  await world.settle();
  const readsOver = async (hours: number): Promise<number> => {
    world.sites.master.calls.length = 0;
    for (let minute = 0; minute < hours * 60; minute += 10) {
      later(10 * 60_000);
      await world.settle();
    }
    return world.sites.master.calls.filter((call) => call === 'readIssue').length;
  };
  expect(await readsOver(24)).toBeLessThan(14);
  expect(await readsOver(48)).toBeLessThan(6);
});

test('a deletion that Jira told of stays told, though the pair was paused and its event is long gone', async () => {
  const { master, provider } = await pair();
  const link = await linkOf('master', master);
  await world.database.stores.links.save({ ...link, state: 'paused' });
  world.sites.master.hide(master, 'level');
  await world.hear('master', master, { event: 'jira:issue_deleted' });
  await world.settle();
  expect(world.sites.provider.issues.has(provider)).toBe(true);
  await world.database.stores.links.save({ ...(await linkOf('master', master)), state: 'active' });
  await world.hear('provider', provider);
  await world.settle();
  expect(world.sites.provider.issues.has(provider)).toBe(false);
});

test('what Jira moved is not deleted, even where its old project would prove it', async () => {
  const { master, provider } = await pair();
  world.sites.master.issues.delete(master);
  await world.hear('master', master, { changedFields: ['project', 'issuekey'] });
  await world.settle();
  await world.hear('master', master, { event: 'jira:issue_updated' });
  await world.settle();
  expect(world.sites.provider.issues.has(provider)).toBe(true);
  const [problem] = await openProblems();
  expect(problem).toMatchObject({ code: 'hidden', side: 'master' });
  expect(problem?.cause).toContain('moved');
});

test('after two weeks a person is asked, and one question takes the place of the problem', async () => {
  const { master, provider } = await pair();
  world.sites.master.hide(master, 'level');
  await world.hear('master', master);
  await world.settle();
  later(15 * DAY_MS);
  await world.settle();
  expect(await openProblems()).toMatchObject([{ code: 'was-deleted', side: 'master' }]);
  expect(world.sites.provider.issues.has(provider)).toBe(true);
});

test('a pair that ends takes its problem along', async () => {
  const { master } = await pair();
  world.sites.master.hide(master, 'level');
  await world.hear('master', master);
  await world.settle();
  await world.hear('master', master, { event: 'jira:issue_deleted' });
  await world.settle();
  expect(await openProblems()).toEqual([]);
  expect((await linkOf('master', master)).state).toBe('closed');
});
