import { type Link, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

let world: World;
let issueId: string;

beforeEach(async () => {
  world = await createWorld({
    master: aHalf('SUP', {
      createOn: ['issue_created'],
      updateOn: ['issue_updated'],
      fields: [sends('summary', 'Title')],
    }),
    provider: aHalf(
      'ACM',
      {},
      { create: { project: 'ACM', issueType: 'Defect', defaults: {} }, fields: [receives('Title', 'summary')] },
    ),
  });
  for (const site of [world.sites.master, world.sites.provider]) {
    site.field({ id: 'summary', name: 'Summary', type: 'text', maxLength: 255 });
  }
  ({ issueId } = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } }));
  await world.hear('master', issueId, { event: 'jira:issue_created' });
  await world.settle();
});

afterEach(() => world.close());

const pair = async (): Promise<Link> => {
  const link = await world.database.stores.links.findByIssue(world.contractId, 'master', issueId);
  if (!link) throw new Error('no pair was made');
  return link;
};

const set = async (sides: readonly Side[], paused: boolean): Promise<string> => {
  await createActions(world.deps).setLinkPaused({ linkId: (await pair()).id, sides, paused, actor: 'alice' });
  await world.settle();
  return (await pair()).state;
};

const said = async (): Promise<readonly string[]> =>
  (
    await world.database.stores.activity.search({
      connectionIds: [world.connectionId],
      linkId: (await pair()).id,
      limit: 20,
    })
  ).map(({ text: words }) => words);

test('each side pauses and resumes only its own: the pair goes on when neither has paused', async () => {
  expect(await set(['master'], true)).toBe('paused');
  expect(await set(['provider'], false)).toBe('paused');
  expect(await set(['provider'], true)).toBe('paused');
  expect(await set(['master'], false)).toBe('paused');
  expect(await set(['provider'], false)).toBe('active');
  expect(await said()).toContain('Someone at the provider resumed this pair for their side.');
});

test('what changes meanwhile waits, is told with who paused, and follows', async () => {
  const { master, provider } = world.sites;
  await set(['provider'], true);
  master.edit(issueId, { fields: { summary: text('It burns brightly') } });
  await world.hear('master', issueId);
  await world.settle();
  const there = (await pair()).issues.provider?.id ?? '';
  expect(provider.must(there).fields['summary']).toEqual(text('It burns'));
  expect(await said()).toContain('The provider paused this pair.');
  await set(['provider'], false);
  expect(provider.must(there).fields['summary']).toEqual(text('It burns brightly'));
});

test('within one site both sides are one', async () => {
  expect(await set(['master', 'provider'], true)).toBe('paused');
  expect(await said()).toContain('Someone paused this pair.');
  expect(await set(['master', 'provider'], false)).toBe('active');
});
