import { type Half, type Side } from '../../src/core/model';
import { projectSweepLane } from '../../src/sync/lane-key';
import { aHalf, createWorld, type World } from './world';

const MASTER = aHalf('SUP', { createOn: ['issue_created'] });
const HALVES: Readonly<Record<Side, Half>> = {
  master: { ...MASTER, scope: { ...MASTER.scope, issueTypes: ['Bug'] } },
  provider: aHalf('ACM', {}, { create: { project: 'ACM', issueType: 'Bug', defaults: {} } }),
};

describe('a webhook and the sweep give one answer', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(HALVES);
    world.sites.master.clock = () => world.now;
  });

  afterEach(() => world.close());

  const sweep = async (): Promise<void> => {
    const key = projectSweepLane(world.sites.master.siteId, 'SUP');
    const { now: dueAt } = world;
    await world.database.stores.lanes.wake([{ key, kind: 'sweep', contractId: null, dueAt, priority: 50 }]);
    await world.settle();
  };

  const later = (minutes: number): void => {
    world.now = new Date(world.now.getTime() + minutes * 60_000);
  };

  const made = (issueType: string) => world.sites.master.create({ projectKey: 'SUP', issueType });

  const copies = (): number => world.sites.provider.issues.size;

  test('to an issue whose webhook was lost: it is created', async () => {
    later(5);
    made('Bug');
    later(5);
    await sweep();
    expect(copies()).toBe(1);
  });

  test('to one that became a bug after it was created: it is not', async () => {
    later(5);
    const { issueId } = made('Task');
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    world.sites.master.edit(issueId, { issueType: 'Bug' });
    await world.hear('master', issueId);
    await world.settle();
    later(5);
    await sweep();
    expect(copies()).toBe(0);
  });

  test('to one that was judged in its own time and is edited months later: it is not', async () => {
    later(5);
    const { issueId } = made('Bug');
    world.sites.master.edit(issueId, { status: { id: '1', name: 'Open', category: 'new' } });
    world.sites.master.issues.set(issueId, { ...world.sites.master.must(issueId), secured: true });
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    later(15);
    await sweep();
    later(60 * 24 * 60);
    world.sites.master.edit(issueId, { secured: false });
    await world.hear('master', issueId);
    await world.settle();
    await sweep();
    expect(copies()).toBe(0);
  });
});
