import { type Half } from '../../src/core/model';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const CREATED = { event: 'jira:issue_created' } as const;

const master = (send: Partial<Half['send']> = {}): Half =>
  aHalf(
    'SUP',
    {
      createOn: ['issue_created'],
      updateOn: ['issue_updated', 'comment', 'attachment'],
      fields: [sends('summary', 'Title')],
      comments: {
        which: 'all',
        edits: true,
        deletes: true,
        existing: true,
        restricted: false,
        internal: false,
        relay: false,
      },
      workflow: [{ from: null, to: 'Cancelled', signal: 'withdrawn' }],
      ...send,
    },
    {
      fields: [receives('Title', 'summary')],
      workflow: [{ signal: 'started', to: 'In Progress', from: [], via: [], fields: {} }],
    },
  );

const provider = (): Half =>
  aHalf(
    'ACM',
    {
      updateOn: ['issue_updated'],
      fields: [sends('summary', 'Title')],
      workflow: [{ from: null, to: 'Working', signal: 'started' }],
    },
    {
      create: { project: 'ACM', issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary')],
      comments: { as: 'public', header: null, visibility: null, deletes: true },
      workflow: [{ signal: 'withdrawn', to: 'Rejected', from: [], via: [], fields: {} }],
    },
  );

describe('reconcileLink', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld({ master: master(), provider: provider() });
    for (const site of [world.sites.master, world.sites.provider]) {
      site.field({ id: 'summary', name: 'Summary', type: 'text', maxLength: 255 });
    }
  });

  afterEach(() => world.close());

  const born = async () => {
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    const [copy] = world.sites.provider.issues.values();
    if (!copy) throw new Error('nothing was created at the provider');
    return { issue, copy };
  };

  const titleAt = (side: 'master' | 'provider', id: string) => world.sites[side].must(id).fields['summary'];

  test('a created issue appears at the provider, once', async () => {
    const { copy } = await born();
    expect(copy).toMatchObject({ projectKey: 'ACM', issueType: 'Defect', fields: { summary: text('It burns') } });
    await world.hear('provider', copy.issueId, CREATED);
    await world.settle();
    expect(world.sites.provider.issues.size).toBe(1);
    expect(world.sites.master.issues.size).toBe(1);
  });

  test('a changed field costs two reads and one write; its echo changes nothing', async () => {
    const { issue, copy } = await born();
    world.sites.master.setField(issue.issueId, 'summary', text('It smokes'));
    for (const site of Object.values(world.sites)) site.calls.length = 0;
    await world.hear('master', issue.issueId, { changedFields: ['summary'] });
    await world.settle();
    expect(titleAt('provider', copy.issueId)).toEqual(text('It smokes'));
    expect([...world.sites.master.calls, ...world.sites.provider.calls]).toEqual([
      'readIssue',
      'readIssue',
      'setFields',
    ]);
    await world.hear('provider', copy.issueId, { changedFields: ['summary'] });
    await world.settle();
    expect(world.sites.master.calls).not.toContain('setFields');
    expect(world.sites.provider.calls.filter((call) => call === 'setFields')).toHaveLength(1);
  });

  test('where our own move was left on its way is no signal of the provider', async () => {
    const { stores } = world.database;
    for (const side of ['master', 'provider'] as const) {
      const half: Half = { ...(side === 'master' ? master() : provider()), conflict: 'provider' };
      const at = world.now.toISOString();
      const version = {
        contractId: world.contractId,
        side,
        number: 2,
        source: half,
        half,
        author: 'admin',
        at,
        note: null,
      };
      await stores.contracts.saveHalf(version, 1);
    }
    const { issue, copy } = await born();
    world.sites.provider.stopsAt = 'Working';
    world.sites.master.edit(issue.issueId, { status: { id: '7', name: 'Cancelled', category: 'done' } });
    await world.hear('master', issue.issueId);
    await world.settle();
    await world.hear('provider', copy.issueId);
    await world.settle();
    expect(world.sites.provider.must(copy.issueId).status.name).toBe('Working');
    expect(world.sites.master.must(issue.issueId).status.name).toBe('Cancelled');
    expect(await world.database.stores.problems.listOpen([world.contractId], 9)).toMatchObject([
      { code: 'no-transition' },
    ]);
    expect(await world.database.stores.conflicts.list([world.contractId], 9)).toEqual([]);
  });

  test('an edit at the provider comes back to the master', async () => {
    const { issue, copy } = await born();
    world.sites.provider.setField(copy.issueId, 'summary', text('It glows'));
    await world.hear('provider', copy.issueId, { changedFields: ['summary'] });
    await world.settle();
    expect(titleAt('master', issue.issueId)).toEqual(text('It glows'));
  });

  test('both edits: the master wins and the loser is kept', async () => {
    const { issue, copy } = await born();
    world.sites.master.setField(issue.issueId, 'summary', text('from master'));
    world.sites.provider.setField(copy.issueId, 'summary', text('from provider'));
    await world.hear('provider', copy.issueId);
    await world.settle();
    expect(titleAt('provider', copy.issueId)).toEqual(text('from master'));
    const [conflict] = await world.database.stores.conflicts.list([world.contractId], 10);
    expect(conflict?.values.provider).toContain('from provider');
  });

  test('a create that timed out after it happened makes no twin', async () => {
    world.sites.provider.fail(
      'ensureIssue',
      { kind: 'unavailable', maybeDone: true, retryAfterMs: null, detail: 'timeout' },
      true,
    );
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    world.now = new Date(world.now.getTime() + 3_600_000);
    await world.settle();
    expect(world.sites.provider.issues.size).toBe(1);
    const link = await world.database.stores.links.findByIssue(world.contractId, 'master', issue.issueId);
    expect(link?.state).toBe('active');
  });

  test('comments cross and status crosses as a signal', async () => {
    const { issue, copy } = await born();
    const at = new Date(Date.UTC(2026, 5, 1)).toISOString();
    const body = {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }],
    } as const;
    const author = { accountId: 'u1', name: 'Ada' };
    const comment = {
      id: '900',
      author,
      body,
      created: at,
      updated: at,
      internal: false,
      restricted: false,
      marked: null,
      writtenFor: null,
      mirrors: null,
    };
    world.sites.master.edit(issue.issueId, { comments: [comment] });
    await world.hear('master', issue.issueId, { event: 'comment_created' });
    world.sites.provider.edit(copy.issueId, { status: { id: '5', name: 'Working', category: 'indeterminate' } });
    await world.hear('provider', copy.issueId, { transitions: [{ from: 'Open', to: 'Working' }] });
    await world.settle();
    expect(world.sites.provider.must(copy.issueId).comments).toMatchObject([{ body, mirrors: '900' }]);
    expect(world.sites.master.must(issue.issueId).status.name).toBe('In Progress');
  });

  test('a refusal of one operation leaves the others alone and opens a problem', async () => {
    const { issue, copy } = await born();
    world.sites.provider.fail('transition', { kind: 'noWay', detail: 'no transition from Open' });
    world.sites.master.edit(issue.issueId, {
      status: { id: '7', name: 'Cancelled', category: 'done' },
      fields: { summary: text('Off') },
    });
    await world.hear('master', issue.issueId, { changedFields: ['summary'] });
    await world.settle();
    expect(titleAt('provider', copy.issueId)).toEqual(text('Off'));
    const problems = await world.database.stores.problems.listOpen([world.contractId], 10);
    expect(problems).toMatchObject([{ facet: 'workflow', code: 'no-transition', side: 'provider' }]);
  });

  test('while a half is disabled its events wait, and are caught up', async () => {
    const { issue, copy } = await born();
    await world.database.stores.contracts.setEnabled(world.contractId, 'master', false, world.now.toISOString());
    world.sites.master.setField(issue.issueId, 'summary', text('later'));
    await world.hear('master', issue.issueId, { changedFields: ['summary'] });
    await world.settle();
    expect(titleAt('provider', copy.issueId)).toEqual(text('It burns'));
    await world.database.stores.contracts.setEnabled(world.contractId, 'master', true, world.now.toISOString());
    await world.database.stores.lanes.wakeContract(world.contractId);
    await world.settle();
    expect(titleAt('provider', copy.issueId)).toEqual(text('later'));
  });

  test('an event that does nothing is explained in one sentence', async () => {
    const issue = world.sites.master.create({ projectKey: 'SUP', secured: true, fields: { summary: text('secret') } });
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    expect(world.sites.provider.issues.size).toBe(0);
    const entries = await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 10 });
    expect(entries.map(({ text: words }) => words)).toEqual([expect.stringContaining('security level')]);
  });
});
