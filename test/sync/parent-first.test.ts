import { type Half, type Side, type Value } from '../../src/core/model';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const halves = (): Readonly<Record<Side, Half>> => ({
  master: aHalf(
    'SUP',
    { createOn: ['issue_created'], fields: [sends('summary', 'Title'), sends('parent', 'Parent')] },
    {},
  ),
  provider: aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Story', defaults: {} },
      fields: [receives('Title', 'summary'), receives('Parent', 'parent')],
    },
  ),
});

const CREATED = { event: 'jira:issue_created' } as const;

describe('an issue whose parent is on its way too', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(halves());
    for (const site of [world.sites.master, world.sites.provider]) {
      site.field({ id: 'summary', maxLength: 255 }).field({ id: 'parent', type: 'parent' });
    }
  });

  afterEach(() => world.close());

  const copies = () => [...world.sites.provider.issues.values()];
  const family = () => {
    const { master } = world.sites;
    const above = master.create({ projectKey: 'SUP', fields: { summary: text('Above') } });
    const parent: Value = { kind: 'issue', id: above.issueId, key: above.key };
    return { above, below: master.create({ projectKey: 'SUP', fields: { summary: text('Below'), parent } }) };
  };

  const later = async (seconds: number) => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
    await world.settle();
  };

  test('is made after it, in its place', async () => {
    const { above, below } = family();
    await world.hear('master', below.issueId, CREATED);
    world.now = new Date(world.now.getTime() + 1);
    await world.hear('master', above.issueId, CREATED);
    await world.settle();
    await later(10);
    expect(copies()).toHaveLength(2);
    const [first, second] = copies();
    expect(first?.fields.summary).toEqual(text('Above'));
    expect(second?.fields.parent).toMatchObject({ kind: 'issue', id: first?.issueId });
    expect(await world.database.stores.problems.listOpen([world.contractId], 10)).toEqual([]);
  });

  test('is not kept waiting for a parent that does not come', async () => {
    const { below } = family();
    await world.hear('master', below.issueId, CREATED);
    await world.settle();
    expect(copies()).toHaveLength(1);
    expect(await world.database.stores.problems.listOpen([world.contractId], 10)).toMatchObject([
      { facet: 'field:Parent>provider', code: 'not-linked' },
    ]);
  });
});
