import { type Failure, type Operation, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { JiraError } from '../../src/sync/ports';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const BROKEN: Failure = { kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: 'Jira answered 500' };
const FIELDS = ['summary', 'colour', 'shape'] as const;
const NAMES = { summary: 'Title', colour: 'Colour', shape: 'Shape' } as const;

const half = (project: string, side: Side) =>
  aHalf(
    project,
    {
      createOn: side === 'master' ? ['issue_created'] : [],
      updateOn: ['issue_updated', 'comment', 'attachment'],
      fields: FIELDS.map((id) => sends(id, NAMES[id])),
      comments: {
        which: 'all',
        edits: true,
        deletes: true,
        existing: true,
        restricted: false,
        internal: false,
        relay: false,
      },
      attachments: { which: 'all', maxBytes: null, names: [], existing: true, deletes: false, relay: false },
    },
    {
      create: side === 'master' ? null : { project, issueType: 'Defect', defaults: {} },
      fields: FIELDS.map((id) => receives(NAMES[id], id)),
      comments: { as: 'public', header: null, visibility: null, deletes: true },
      attachments: { accept: true, deletes: true },
    },
  );

let world: World;
beforeEach(async () => {
  world = await createWorld({ master: half('SUP', 'master'), provider: half('ACM', 'provider') });
  for (const site of [world.sites.master, world.sites.provider]) FIELDS.forEach((id) => site.field({ id, name: id }));
});
afterEach(() => world.close());

const born = async () => {
  const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.settle();
  const link = await world.database.stores.links.findByIssue(world.contractId, 'master', issue.issueId);
  const copy = link?.issues.provider?.id;
  if (!link || copy === undefined) throw new Error('no pair was made');
  return { id: issue.issueId, copy, linkId: link.id };
};

const addFile = (issueId: string, name = 'trace.bin'): void => {
  const { master } = world.sites;
  const file = {
    id: `f-${name}`,
    name,
    bytes: 12,
    mimeType: 'application/octet-stream',
    created: world.now.toISOString(),
    author: { accountId: 'ann', name: 'Ann' },
    mediaId: null,
    writtenFor: null,
  };
  master.edit(issueId, { attachments: [...master.must(issueId).attachments, file] });
};
const setTitle = (issueId: string, words: string) => world.sites.master.setField(issueId, 'summary', text(words));
const titleAt = (issueId: string) => world.sites.provider.must(issueId).fields['summary'];
const problems = () => world.database.stores.problems.listOpen([world.contractId], 50);
const isFile = (operation: Operation | null) => operation?.kind === 'ensureAttachment';
const writes = (operation: Operation | null, fieldId: string) =>
  operation?.kind === 'setFields' && operation.fields.some((write) => write.fieldId === fieldId);

/** Lets time pass in small steps, each lane in its turn. */
const pass = async (ms: number, step = 1_000): Promise<void> => {
  for (let left = ms; left > 0; left -= step) {
    world.now = new Date(world.now.getTime() + Math.min(step, left));
    await world.settle();
  }
};
const tell = async (issueId: string): Promise<void> => {
  await world.hear('master', issueId);
  await world.settle();
};
const tries = (kind: string) => world.sites.provider.calls.filter((call) => call === kind).length;

describe('an operation at which Jira always fails', () => {
  test('a file: the title goes at once meanwhile, and after a bounded number of tries it is parked with a problem', async () => {
    const { id, copy, linkId } = await born();
    world.sites.provider.breaks = (_call, operation) => (isFile(operation) ? BROKEN : null);
    addFile(id);
    await tell(id);
    await pass(20_000);
    setTitle(id, 'It burns more');
    await tell(id);
    expect(titleAt(copy)).toEqual(text('It burns more'));
    await pass(100_000);
    expect(tries('ensureAttachment')).toBe(6);
    const [problem, ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ contractId: world.contractId, linkId, side: 'provider', code: 'no-answer' });
    expect(problem?.subject).toBe('Adding a file');
    expect(problem?.cause).toContain('Jira answered 500');
    expect(problem?.remedy).toContain('tries it again by itself');
    setTitle(id, 'Out');
    await tell(id);
    expect([titleAt(copy), tries('ensureAttachment')]).toEqual([text('Out'), 6]);
  });

  test('it comes back by itself, slowly, without being told again; once it works the problem is closed', async () => {
    const { id, copy } = await born();
    world.sites.provider.breaks = (_call, operation) => (isFile(operation) ? BROKEN : null);
    addFile(id);
    await tell(id);
    await pass(100_000);
    await pass(24 * 3_600_000, 5 * 60_000);
    expect(tries('ensureAttachment')).toBeGreaterThanOrEqual(6 + 6);
    expect(tries('ensureAttachment')).toBeLessThanOrEqual(6 + 10);
    const told = await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 100 });
    expect(told.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
    expect(await problems()).toHaveLength(1);
    world.sites.provider.breaks = () => null;
    await pass(7 * 3_600_000, 5 * 60_000);
    expect(world.sites.provider.must(copy).attachments.map(({ name }) => name)).toEqual(['trace.bin']);
    expect(await problems()).toEqual([]);
  });

  test('"Try again" tries at once, with as many tries as at first', async () => {
    const { id, copy } = await born();
    world.sites.provider.breaks = (_call, operation) => (isFile(operation) ? BROKEN : null);
    addFile(id);
    await tell(id);
    await pass(100_000);
    const [problem] = await problems();
    await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
    await world.settle();
    expect(tries('ensureAttachment')).toBe(7);
    await pass(100_000);
    expect(tries('ensureAttachment')).toBe(12);
    world.sites.provider.breaks = () => null;
    await createActions(world.deps).retryProblem((await problems())[0]?.id ?? '', 'admin');
    await world.settle();
    expect(world.sites.provider.must(copy).attachments).toHaveLength(1);
  });

  test("a person's Sync tries what only rests, at once", async () => {
    const { id, copy, linkId } = await born();
    world.sites.provider.breaks = (_call, operation) => (isFile(operation) ? BROKEN : null);
    addFile(id);
    await tell(id);
    await pass(20_000);
    world.sites.provider.breaks = () => null;
    await createActions(world.deps).wakeLink(linkId, 'master', 'agent');
    await world.settle();
    expect(world.sites.provider.must(copy).attachments).toHaveLength(1);
  });

  test('one of several fields that were changed together: the others go at the second try, it alone is parked', async () => {
    const { id, copy } = await born();
    world.sites.provider.breaks = (_call, operation) => (writes(operation, 'colour') ? BROKEN : null);
    const { master } = world.sites;
    master.edit(id, { fields: { summary: text('More'), colour: text('red'), shape: text('round') } });
    await tell(id);
    await pass(3_000);
    expect(world.sites.provider.must(copy).fields).toMatchObject({ summary: text('More'), shape: text('round') });
    await pass(100_000);
    expect((await problems()).map(({ facet, code }) => [facet, code])).toEqual([['field:Colour', 'no-answer']]);
    master.setField(id, 'colour', text('blue'));
    await tell(id);
    expect(
      (await world.database.stores.links.findByIssue(world.contractId, 'master', id))?.facets['field:Colour'],
    ).toMatchObject({
      trouble: { tries: 1 },
    });
  });

  test('a comment, and an issue that cannot be created', async () => {
    const { id } = await born();
    world.sites.provider.breaks = (call) => (call === 'ensureComment' || call === 'ensureIssue' ? BROKEN : null);
    const { master } = world.sites;
    const body = { type: 'doc', version: 1, content: [] } as const;
    const comment = { id: 'c1', author: { accountId: 'ann', name: 'Ann' }, body, created: world.now.toISOString() };
    const marks = { internal: false, restricted: false, marked: null, writtenFor: null, mirrors: null };
    master.edit(id, { comments: [{ ...comment, updated: comment.created, ...marks }] });
    await tell(id);
    const other = master.create({ projectKey: 'SUP', fields: { summary: text('Another') } });
    await world.hear('master', other.issueId, { event: 'jira:issue_created' });
    await world.settle();
    await pass(200_000);
    expect((await problems()).map(({ facet }) => facet.split(':')[0]).sort()).toEqual(['comment', 'issue']);
    world.sites.provider.breaks = () => null;
    await pass(16 * 60_000, 60_000);
    expect(await problems()).toEqual([]);
    expect(world.sites.provider.issues.size).toBe(2);
  });

  test('a file that its own site does not give is a matter of that side', async () => {
    const { id } = await born();
    const { master, provider } = world.sites;
    provider.breaks = (_call, operation) => {
      if (!isFile(operation)) return null;
      return new JiraError(BROKEN, {}, master.siteId);
    };
    addFile(id);
    await tell(id);
    await pass(100_000);
    expect((await problems()).map(({ side }) => side)).toEqual(['master']);
  });
});

describe('a site that takes nothing', () => {
  const many = async (count: number) => {
    const pairs: Awaited<ReturnType<typeof born>>[] = [];
    for (let each = 0; each < count; each += 1) pairs.push(await born());
    return pairs;
  };
  const change = async (pairs: Awaited<ReturnType<typeof many>>) => {
    for (const { id } of pairs) {
      setTitle(id, 'New');
      await world.hear('master', id);
    }
    await world.settle();
  };

  test('but can be read is held as a whole: no problem for each pair, and everything follows when it works again', async () => {
    const pairs = await many(6);
    world.sites.provider.breaks = (_call, operation) => (operation === null ? null : BROKEN);
    await change(pairs);
    await pass(30 * 60_000, 10_000);
    expect(await problems()).toEqual([]);
    expect(tries('setFields')).toBeLessThan(6 * 6 + 40);
    world.sites.provider.breaks = () => null;
    await pass(3 * 60_000, 10_000);
    expect(pairs.map(({ copy }) => titleAt(copy))).toEqual(pairs.map(() => text('New')));
  });

  test('and answers nothing is one problem of the contract, which closes by itself', async () => {
    const pairs = await many(6);
    world.sites.provider.breaks = () => BROKEN;
    await change(pairs);
    await pass(30 * 60_000, 10_000);
    const open = await problems();
    expect(open.map(({ linkId, facet, side, code }) => ({ linkId, facet, side, code }))).toEqual([
      { linkId: null, facet: 'cause:site:provider', side: 'provider', code: 'no-answer' },
    ]);
    expect(open[0]?.cause).toContain('6 issues of this contract wait.');
    world.sites.provider.breaks = () => null;
    await pass(20 * 60_000, 10_000);
    expect(pairs.map(({ copy }) => titleAt(copy))).toEqual(pairs.map(() => text('New')));
    expect(await problems()).toEqual([]);
  });
});

describe('a fault of our own', () => {
  test('in one operation parks that facet after a bounded number of tries; the others go on', async () => {
    const { id, copy } = await born();
    world.sites.provider.breaks = (_call, operation) => (isFile(operation) ? new TypeError('x of undefined') : null);
    addFile(id);
    setTitle(id, 'It burns more');
    await tell(id);
    expect(titleAt(copy)).toEqual(text('It burns more'));
    await pass(60_000);
    expect(tries('ensureAttachment')).toBe(3);
    const [problem] = await problems();
    expect(problem).toMatchObject({ code: 'fault', subject: 'Adding a file' });
    expect(problem?.cause).toContain('fault of its own');
  });

  test('in planning one facet parks that facet; it goes once the fault is gone', async () => {
    const { id, copy } = await born();
    let armed = false;
    const poisoned = new Proxy(text('red'), {
      get: (value, name) => {
        if (armed && name === 'text') throw new RangeError('Maximum call stack size exceeded');
        return value[name as keyof typeof value];
      },
    });
    world.sites.master.edit(id, { fields: { summary: text('It burns more'), colour: poisoned } });
    armed = true;
    await tell(id);
    armed = false;
    expect(titleAt(copy)).toEqual(text('It burns more'));
    expect((await problems()).map(({ facet, code }) => [facet, code])).toEqual([['field:Colour', 'fault']]);
    world.sites.master.setField(id, 'colour', text('red'));
    await tell(id);
    expect(world.sites.provider.must(copy).fields['colour']).toEqual(text('red'));
    expect(await problems()).toEqual([]);
  });
});
