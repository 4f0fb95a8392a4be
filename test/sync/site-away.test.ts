import { aHalf, createWorld, receives, sends, text, type World } from './world';

let world: World;
beforeAll(async () => {
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
        create: { project: 'ACM', issueType: 'Task', defaults: {} },
        fields: [receives('Title', 'summary')],
      },
    ),
  });
  for (const site of [world.sites.master, world.sites.provider]) site.field({ id: 'summary', maxLength: 255 });
});
afterAll(() => world.close());

test.each(['uninstalled', 'disabled'] as const)(
  'while the partner is %s nothing is asked of either Jira and nothing is lost; afterwards it goes on',
  async (state) => {
    const { database, sites } = world;
    const providerId = sites.provider.siteId;
    await database.stores.sites.setState(providerId, state);
    const title = text(`While it was ${state}`);
    const { issueId } = sites.master.create({ projectKey: 'SUP', fields: { summary: title } });
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    const asked = jest.spyOn(world.deps.jira, 'on');
    expect(await world.settle()).toBeGreaterThan(0);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    const waiting = await database.stores.lanes.countWaiting([world.contractId]);
    expect(waiting[world.contractId]).toBeGreaterThan(0);

    await database.stores.sites.setState(providerId, 'enabled');
    await database.stores.lanes.wakeContract(world.contractId);
    await world.settle();
    const titles = [...sites.provider.issues.values()].map(({ fields }) => fields['summary']);
    expect(titles).toContainEqual(title);
  },
);
