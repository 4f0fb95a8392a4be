import { type Conflicts } from '../../src/sync/ports';
import { type ConflictRule, type Half, type Side, type Value } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const halves = (conflict: ConflictRule, more: Partial<Half['send']> = {}): Readonly<Record<Side, Half>> => {
  const send: Partial<Half['send']> = {
    updateOn: ['issue_updated'],
    fields: [sends('summary', 'Title'), sends('description', 'Text')],
    ...more,
  };
  const fields = [receives('Title', 'summary'), receives('Text', 'description')];
  const create = { project: 'ACM', issueType: 'Defect', defaults: {} };
  return {
    master: { ...aHalf('SUP', { ...send, createOn: ['issue_created'] }, { fields }), conflict },
    provider: { ...aHalf('ACM', send, { fields, create }), conflict },
  };
};

const doc = (...paragraphs: readonly string[]): Value => ({
  kind: 'richText',
  doc: {
    type: 'doc',
    version: 1,
    content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })),
  },
});

let world: World;
let ids: Readonly<Record<Side, string>>;

const start = async (given: Readonly<Record<Side, Half>>): Promise<void> => {
  world = await createWorld(given);
  for (const site of [world.sites.master, world.sites.provider]) {
    site.field({ id: 'summary', maxLength: 255 });
    site.field({ id: 'description', type: 'richText', maxLength: 32_767 });
  }
  const issue = world.sites.master.create({
    projectKey: 'SUP',
    fields: { summary: text('Old'), description: doc('Old') },
  });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.settle();
  const [copy] = world.sites.provider.issues.values();
  ids = { master: issue.issueId, provider: copy?.issueId ?? '' };
};

afterEach(() => world.close());

const edit = (side: Side, fieldId: string, value: Value): void => world.sites[side].setField(ids[side], fieldId, value);
const held = (fieldId: string): readonly (Value | undefined)[] =>
  (['master', 'provider'] as const).map((side) => world.sites[side].must(ids[side]).fields[fieldId]);
const both = (value: Value): readonly Value[] => [value, value];

/** Both sides change the field, and Accord looks at them. */
const clash = async (fieldId: string, master: Value, provider: Value) => {
  edit('master', fieldId, master);
  edit('provider', fieldId, provider);
  await world.hear('master', ids.master);
  await world.settle();
  return latest();
};

const list = (): ReturnType<Conflicts['list']> => world.database.stores.conflicts.list([world.contractId], 10);
const latest = async () => {
  const [found] = await list();
  if (!found) throw new Error('There is no conflict.');
  return found;
};

const choose = async (id: string, choice: Side | 'both', side: Side = 'master'): Promise<void> => {
  await createActions(world.deps).chooseConflict(id, choice, side, 'admin');
  await world.settle();
};

describe('a conflict that the rule decided', () => {
  beforeEach(() => start(halves('master')));

  test('can be taken back: the lost value stands on both sides again', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    expect(held('summary')).toEqual(both(text('Mine')));
    await choose(id, 'provider');
    expect(held('summary')).toEqual(both(text('Theirs')));
    expect((await latest()).chosen).toBe('provider');
    await choose(id, 'master');
    expect(held('summary')).toEqual(both(text('Mine')));
    expect(await list()).toHaveLength(1);
  });

  test('both: the own value, then the partner’s with its name', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    await choose(id, 'both', 'provider');
    expect(held('summary')).toEqual(both(text('Theirs | umbrella.atlassian.net: Mine')));
    expect((await latest()).chosen).toBe('both');
  });

  test('both of a rich text keep their form', async () => {
    const { id } = await clash('description', doc('Mine', 'Second'), doc('Theirs'));
    await choose(id, 'both');
    const expected: Value = {
      kind: 'richText',
      doc: {
        type: 'doc',
        version: 1,
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'Mine' }] },
          { type: 'paragraph', content: [{ type: 'text', text: 'Second' }] },
          { type: 'rule' },
          {
            type: 'paragraph',
            content: [{ type: 'text', text: 'acme.atlassian.net:', marks: [{ type: 'strong' }] }],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'Theirs' }] },
        ],
      },
    };
    expect(held('description')).toEqual(both(expected));
  });

  test('choosing the same twice changes nothing, however often', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    await Promise.all([choose(id, 'provider'), choose(id, 'provider')]);
    edit('master', 'summary', text('Newer'));
    await choose(id, 'provider');
    await world.hear('master', ids.master);
    await world.settle();
    expect(held('summary')).toEqual(both(text('Newer')));
  });

  test('what people wrote since is kept in its turn', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    edit('provider', 'summary', text('Since'));
    await world.hear('provider', ids.provider);
    await world.settle();
    await choose(id, 'provider');
    expect(held('summary')).toEqual(both(text('Theirs')));
    const kept = (await list()).find((each) => each.id !== id);
    expect(kept?.values).toMatchObject({ provider: expect.stringContaining('Theirs') as string });
    expect(JSON.stringify(kept?.values)).toContain('Since');
  });

  test('a write that Jira refuses waits with a problem and goes when it is tried again', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    world.sites.provider.faults.push({ call: 'setFields', failure: { kind: 'forbidden', detail: 'no' }, after: false });
    await choose(id, 'provider');
    expect(held('summary')).toEqual(both(text('Mine')));
    const [problem] = await world.database.stores.problems.listOpen([world.contractId], 10);
    await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
    await world.settle();
    expect(held('summary')).toEqual(both(text('Theirs')));
  });

  test('a crash between the write and its receipt leaves the choice standing', async () => {
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    const failure = { kind: 'unavailable', detail: 'gone', maybeDone: true, retryAfterMs: null } as const;
    world.sites.provider.faults.push({ call: 'setFields', failure, after: true });
    await choose(id, 'provider');
    world.now = new Date(world.now.getTime() + 3_600_000);
    await world.settle();
    expect(held('summary')).toEqual(both(text('Theirs')));
  });
});

describe('a conflict that waits for a person', () => {
  test('both', async () => {
    await start(halves('ask'));
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    expect(held('summary')).toEqual([text('Mine'), text('Theirs')]);
    await choose(id, 'both');
    expect(held('summary')).toEqual(both(text('Mine | acme.atlassian.net: Theirs')));
    expect(await list()).toHaveLength(1);
    await world.hear('provider', ids.provider);
    await world.settle();
    expect(held('summary')).toEqual(both(text('Mine | acme.atlassian.net: Theirs')));
  });

  test.each(['master', 'provider'] as const)('the choice of the %s’s is no further conflict', async (choice) => {
    await start(halves('ask'));
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    await choose(id, choice);
    expect(held('summary')).toEqual(both(text(choice === 'master' ? 'Mine' : 'Theirs')));
    expect(await list()).toMatchObject([{ id, chosen: choice }]);
  });

  test('what is written between the question and the answer is kept as well', async () => {
    await start(halves('ask'));
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    edit('master', 'summary', text('Mine, later'));
    await choose(id, 'provider');
    expect(held('summary')).toEqual(both(text('Theirs')));
    expect(JSON.stringify((await list()).map(({ values }) => values.master))).toContain('Mine, later');
  });

  test('the values of a table come back in the site’s own words', async () => {
    const values = { High: 'Blocker', Low: 'Minor' };
    const given = halves('ask');
    const option = (label: string): Value => ({ kind: 'option', label });
    const master: Half = {
      ...given.master,
      send: { ...given.master.send, fields: [{ ...sends('priority', 'Severity'), values }] },
      receive: {
        ...given.master.receive,
        fields: [{ ...receives('Severity', 'priority'), values: { Blocker: 'High', Minor: 'Low' } }],
      },
    };
    const provider: Half = {
      ...given.provider,
      send: { ...given.provider.send, fields: [sends('severity', 'Severity')] },
      receive: { ...given.provider.receive, fields: [receives('Severity', 'severity')] },
    };
    world = await createWorld({ master, provider });
    const options = (...labels: readonly string[]) => labels.map((label) => ({ id: label, label, children: [] }));
    world.sites.master.field({ id: 'priority', type: 'option', options: options('High', 'Low', 'Odd') });
    world.sites.provider.field({ id: 'severity', type: 'option', options: options('Blocker', 'Minor', 'Odd') });
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { priority: option('Odd') } });
    await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
    await world.settle();
    const [copy] = world.sites.provider.issues.values();
    ids = { master: issue.issueId, provider: copy?.issueId ?? '' };
    edit('master', 'priority', option('High'));
    edit('provider', 'severity', option('Minor'));
    await world.hear('master', ids.master);
    await world.settle();
    const { id } = await latest();
    await choose(id, 'provider');
    const now = () => [
      world.sites.master.must(ids.master).fields['priority'],
      world.sites.provider.must(ids.provider).fields['severity'],
    ];
    expect(now()).toEqual([option('Low'), option('Minor')]);
    await choose(id, 'master');
    expect(now()).toEqual([option('High'), option('Blocker')]);
  });
});

describe('what a person decided is noted only together with the request to do it', () => {
  /** The process dies before the request is stored. */
  const dying = () =>
    createActions({
      ...world.deps,
      ids: {
        ...world.deps.ids,
        next: () => {
          throw new Error('died');
        },
      },
    });

  test('a choice', async () => {
    await start(halves('ask'));
    const { id } = await clash('summary', text('Mine'), text('Theirs'));
    await expect(dying().chooseConflict(id, 'provider', 'master', 'admin')).rejects.toThrow('died');
    expect((await latest()).chosen).toBeNull();
    await choose(id, 'provider');
    expect(held('summary')).toEqual(both(text('Theirs')));
  });

  test('another try of a problem', async () => {
    await start(halves('master'));
    const { problems, links } = world.database.stores;
    const link = await links.findByIssue(world.contractId, 'master', ids.master);
    const draft = { side: 'provider', code: 'refused', cause: 'It is long.', remedy: 'Cut it.', print: '' } as const;
    const facet = { facet: 'field:Title', subject: 'Field "Title"' } as const;
    const id = await problems.open(world.contractId, link?.id ?? null, { ...draft, ...facet }, world.now);
    await expect(dying().retryProblem(id, 'admin')).rejects.toThrow('died');
    expect(await problems.find(id)).toMatchObject({ resolvedAt: null });
  });
});
