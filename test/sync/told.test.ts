import { type Side } from '../../src/core/model';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const FIELDS = ['summary', 'colour'] as const;

const half = (project: string, side: Side) =>
  aHalf(
    project,
    {
      createOn: side === 'master' ? ['issue_created'] : [],
      updateOn: ['issue_updated'],
      fields: [sends('summary', 'Title'), sends('colour', 'Colour')],
    },
    {
      create: side === 'master' ? null : { project, issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary'), receives('Colour', 'colour')],
    },
  );

describe('activity tells what a receipt proves', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld({ master: half('SUP', 'master'), provider: half('ACM', 'provider') });
    for (const site of [world.sites.master, world.sites.provider]) FIELDS.forEach((id) => site.field({ id, name: id }));
  });
  afterEach(() => world.close());

  const toldSince = async (start: number) =>
    (await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 50 }))
      .slice(0, start === 0 ? undefined : -start)
      .reverse();
  const born = async () => {
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
    await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
    await world.settle();
    return { issue, start: (await toldSince(0)).length };
  };

  test('a refused field was set on neither side: one sentence for each side says what became of it', async () => {
    const { issue, start } = await born();
    world.sites.provider.refuses = (fieldId) => (fieldId === 'colour' ? "Option 'red' is not valid" : null);
    world.sites.master.setField(issue.issueId, 'colour', text('red'));
    await world.hear('master', issue.issueId);
    await world.settle();
    const told = await toldSince(start);
    expect(told.map(({ side, kind }) => [side, kind])).toEqual([
      ['provider', 'problem'],
      ['master', 'nothing'],
    ]);
    expect(told[1]?.text).toBe('Field "Colour": this waits until an admin of the provider has mended a problem there.');
    const link = await world.database.stores.links.findByIssue(world.contractId, 'master', issue.issueId);
    expect(link?.facets['field:Colour']?.parked).not.toBeNull();
  });

  test('of two fields the one that was taken is told as set, and only that one', async () => {
    const { issue, start } = await born();
    world.sites.provider.refuses = (fieldId) => (fieldId === 'colour' ? "Option 'red' is not valid" : null);
    world.sites.master.setField(issue.issueId, 'colour', text('red'));
    world.sites.master.setField(issue.issueId, 'summary', text('It burns more'));
    await world.hear('master', issue.issueId);
    await world.settle();
    const set = (await toldSince(start)).filter(({ kind }) => kind === 'setFields');
    expect(set.map((entry) => entry.text)).toEqual(['Set field Title at the provider.']);
  });

  test('a problem whose cause went away by itself is closed', async () => {
    const { issue } = await born();
    world.sites.provider.refuses = (fieldId) => (fieldId === 'colour' ? "Option 'red' is not valid" : null);
    world.sites.master.setField(issue.issueId, 'colour', text('red'));
    await world.hear('master', issue.issueId);
    await world.settle();
    const open = () => world.database.stores.problems.listOpen([world.contractId], 10);
    expect(await open()).toHaveLength(1);
    world.sites.master.setField(issue.issueId, 'colour', { kind: 'empty' });
    await world.hear('master', issue.issueId);
    await world.settle();
    expect(await open()).toEqual([]);
  });
});
