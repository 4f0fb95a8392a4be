import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

let world: World;

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
      {
        create: { project: 'ACM', issueType: 'Defect', defaults: {} },
        fields: [receives('Title', 'summary')],
      },
    ),
  });
  for (const site of [world.sites.master, world.sites.provider]) {
    site.field({ id: 'summary', name: 'Summary', type: 'text', maxLength: 255 });
  }
});

afterEach(() => world.close());

test('what a person asks while the lane is looking at its issues is done, not ticked off', async () => {
  const { stores } = world.database;
  const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.settle();
  const link = await stores.links.findByIssue(world.contractId, 'master', issue.issueId);
  if (!link) throw new Error('no pair was made');

  const { fenced } = world.database;
  jest.spyOn(world.database, 'fenced').mockImplementationOnce((lease, signal) => {
    const run = fenced(lease, signal);
    const { inbox } = run.stores;
    const waiting: typeof inbox.waiting = async (lane) => {
      const found = await inbox.waiting(lane);
      await createActions(world.deps).setLinkPaused({
        linkId: link.id,
        sides: ['master'],
        paused: true,
        actor: 'alice',
      });
      return found;
    };
    return {
      ...run,
      stores: { ...run.stores, inbox: { ...inbox, waiting: jest.fn(inbox.waiting).mockImplementationOnce(waiting) } },
    };
  });
  await world.hear('master', issue.issueId);
  await world.settle();
  expect(await stores.links.find(link.id)).toMatchObject({ state: 'paused' });
});
