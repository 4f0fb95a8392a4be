import { type HistoryItem, type Half, type Side, type Value } from '../../src/core/model';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const step = (to: string, signal: string) => ({ from: null, to, signal });
const answer = (signal: string, to: string) => ({ signal, to, from: [], via: [], fields: {} });

const HALVES: Readonly<Record<Side, Half>> = {
  master: aHalf(
    'SUP',
    {
      createOn: ['issue_created'],
      updateOn: ['issue_updated'],
      fields: [sends('summary', 'Title'), sends('note', 'Note')],
      workflow: [step('Cancelled', 'withdrawn')],
    },
    { fields: [receives('Title', 'summary'), receives('Note', 'note')], workflow: [answer('started', 'In Progress')] },
  ),
  provider: aHalf(
    'ACM',
    {
      updateOn: ['issue_updated'],
      fields: [sends('title', 'Title'), sends('memo', 'Note')],
      workflow: [step('Working', 'started')],
    },
    {
      create: { project: 'ACM', issueType: 'Bug', defaults: {} },
      fields: [receives('Title', 'title'), receives('Note', 'memo')],
      workflow: [answer('withdrawn', 'Closed')],
    },
  ),
};

const status = (name: string) => ({ id: name, name, category: 'indeterminate' }) as const;

describe('while a pair is being made', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(HALVES);
    for (const id of ['summary', 'note']) world.sites.master.field({ id });
    for (const id of ['title', 'memo']) world.sites.provider.field({ id });
  });

  afterEach(() => world.close());

  const born = async (): Promise<string> => {
    const { issueId } = world.sites.master.create({
      projectKey: 'SUP',
      fields: { summary: text('Printer is on fire') },
    });
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    return issueId;
  };

  const copyOf = (): string => [...world.sites.provider.issues.keys()][0] ?? '';
  const held = (side: Side, id: string, field: string): Value | undefined => world.sites[side].must(id).fields[field];

  const conflicts = (): Promise<readonly unknown[]> => world.database.stores.conflicts.list([world.contractId], 10);

  it('an automation at the partner fills, rewrites and moves the copy within the create call', async () => {
    world.sites.provider.onCreated = (id) => {
      world.sites.provider.setField(id, 'title', text('Printer is on fire [triage]'));
      world.sites.provider.setField(id, 'memo', text('by a rule'));
      world.sites.provider.edit(id, { status: status('Working') });
    };
    const issueId = await born();
    await world.settle();
    expect(held('master', issueId, 'summary')).toEqual(text('Printer is on fire [triage]'));
    expect(held('master', issueId, 'note')).toEqual(text('by a rule'));
    expect(world.sites.master.must(issueId).status.name).toBe('In Progress');
    expect(held('provider', copyOf(), 'title')).toEqual(text('Printer is on fire [triage]'));
    expect(world.sites.provider.issues.size).toBe(1);
    expect(await conflicts()).toEqual([]);
  });

  it('the issue is cancelled before anybody looks', async () => {
    const issueId = await born();
    world.sites.master.edit(issueId, { status: status('Cancelled') });
    await world.settle();
    expect(world.sites.provider.must(copyOf()).status.name).toBe('Closed');
  });

  it('the answer to the creation never comes, and people work on both issues meanwhile', async () => {
    const issueId = await born();
    world.sites.provider.fail(
      'ensureIssue',
      { kind: 'unavailable', retryAfterMs: null, maybeDone: true, detail: 'cut' },
      true,
    );
    await world.settle();
    world.sites.provider.setField(copyOf(), 'memo', text('theirs'));
    world.sites.master.setField(issueId, 'summary', text('Printer is out of paper'));
    world.now = new Date(world.now.getTime() + 120_000);
    await world.settle();
    expect(world.sites.provider.issues.size).toBe(1);
    expect(held('master', issueId, 'note')).toEqual(text('theirs'));
    expect(held('provider', copyOf(), 'title')).toEqual(text('Printer is out of paper'));
    expect(await conflicts()).toEqual([]);
  });

  it('a create call that Jira refused for certain is not looked for', async () => {
    await born();
    world.sites.provider.fail('ensureIssue', {
      kind: 'rateLimited',
      retryAfterMs: 5_000,
      scope: 'endpoint',
      detail: 'slow',
    });
    await world.settle();
    const [link] = await world.database.stores.links.listByContract(world.contractId, null, 10);
    expect(link?.createIntent).toBeNull();
  });

  it('the time of the call is noted right before it, not of the first one long ago', async () => {
    await born();
    world.sites.provider.fail('ensureIssue', {
      kind: 'unavailable',
      retryAfterMs: null,
      maybeDone: true,
      detail: 'cut',
    });
    await world.settle();
    world.now = new Date(world.now.getTime() + 3_600_000);
    world.sites.provider.fail('ensureIssue', { kind: 'malformed', detail: 'a page of a proxy' }, true);
    await world.settle();
    const [link] = await world.database.stores.links.listByContract(world.contractId, null, 10);
    expect(link?.createIntent?.at).toBe(world.now.toISOString());
  });
});

/** Only to be sure that the fake writes what Jira would. */
it('a history names what was changed and by whom', async () => {
  const world = await createWorld(HALVES);
  const { issueId } = world.sites.master.create({ projectKey: 'SUP' });
  world.sites.master.setField(issueId, 'summary', text('x'));
  const read = await world.sites.master.port().readIssue(issueId, {
    catalog: {},
    fieldIds: [],
    comments: false,
    commentMarks: false,
    attachments: false,
    knownComments: {},
    knownAttachments: {},
    history: true,
  });
  const history: readonly HistoryItem[] = read.state === 'present' ? (read.snapshot.history ?? []) : [];
  expect(history).toMatchObject([{ fieldId: 'summary', own: false }]);
  await world.close();
});
