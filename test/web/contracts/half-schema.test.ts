import { type Half } from '../../../src/core/model';
import { parseHalf, readHalf } from '../../../src/web/routes/contracts/half-schema';

/** The master's half of "Defects for ACME", as the design writes it. */
const DESIGN = {
  scope: { project: 'SUP', issueTypes: ['Bug', 'Incident'], jql: 'labels = acme' },
  send: {
    createOn: ['issue_created', { transition: { to: 'Sent to provider' } }, 'manual'],
    updateOn: ['issue_updated', 'comment', 'attachment', { transition: { to: '*' } }],
    fields: [
      { field: 'summary', as: 'Title' },
      { field: 'description', as: 'Description' },
      { field: 'priority', as: 'Severity', values: { Highest: 'Blocker' } },
      { field: 'customfield_10042', as: 'Customer' },
    ],
    comments: { which: 'public', edits: true, deletes: true, existing: true },
    attachments: { which: 'all', maxBytes: 52428800, names: ['!*.exe'], existing: true, deletes: false },
    workflow: [{ to: 'Cancelled', signal: 'withdrawn' }],
  },
  receive: {
    create: null,
    fields: [{ from: 'Root cause', field: 'customfield_10077', when: 'always' }],
    comments: { as: 'internal', header: '{{author}} ({{site}}), {{time}}' },
    attachments: { accept: true },
    workflow: [
      { signal: 'started', to: 'In Progress' },
      { signal: 'resolved', to: 'Resolved', fields: { resolution: 'Done' } },
    ],
  },
  conflict: 'master',
};

const OFF: Half = {
  scope: { project: 'SUP', issueTypes: [], jql: null },
  send: {
    createOn: [],
    updateOn: [],
    fields: [],
    comments: {
      which: 'none',
      edits: false,
      deletes: false,
      existing: false,
      restricted: false,
      internal: false,
      relay: false,
    },
    attachments: { which: 'none', maxBytes: null, names: [], existing: false, deletes: false, relay: false },
    workflow: [],
    outOfScope: 'pause',
    pairs: 'ask',
    securityLevels: false,
    relay: false,
  },
  receive: {
    create: null,
    fields: [],
    comments: null,
    attachments: { accept: false, deletes: true },
    workflow: [],
    gone: 'keep',
  },
  conflict: 'master',
};

const faultsOf = (source: unknown) => {
  const parsed = readHalf(source);
  return parsed.ok ? [] : parsed.faults;
};
const pathsOf = (source: unknown) => faultsOf(source).map(({ path }) => path);
const scope = { project: 'SUP' };
const send = (part: object) => ({ scope, send: part });
const receive = (part: object) => ({ scope, receive: part });

describe('a half as an admin writes it', () => {
  test('a missing part means off', () => {
    expect(parseHalf({ scope })).toEqual(OFF);
    expect(parseHalf({ scope, send: null, receive: null, conflict: null })).toEqual(OFF);
    expect(parseHalf({ scope: { ...scope, issueTypes: null, jql: null }, send: {}, receive: {} })).toEqual(OFF);
  });

  test('the design’s example gets every default', () => {
    const half = parseHalf(DESIGN);
    expect(half.send.createOn).toEqual([
      'issue_created',
      { transition: { from: null, to: 'Sent to provider' } },
      'manual',
    ]);
    expect(half.send.fields[2]).toEqual({
      field: 'priority',
      as: 'Severity',
      values: { Highest: 'Blocker' },
      otherwise: null,
      when: 'always',
      relay: false,
    });
    expect(half.send.comments).toEqual({
      ...OFF.send.comments,
      which: 'public',
      edits: true,
      deletes: true,
      existing: true,
    });
    expect(half.send.workflow).toEqual([{ from: null, to: 'Cancelled', signal: 'withdrawn' }]);
    expect(half.receive.fields[0]).toEqual({
      from: 'Root cause',
      field: 'customfield_10077',
      values: {},
      otherwise: 'problem',
      when: 'always',
      value: null,
      conflict: null,
    });
    expect(half.receive.comments).toEqual({
      as: 'internal',
      header: '{{author}} ({{site}}), {{time}}',
      visibility: null,
      deletes: true,
    });
    expect(half.receive.workflow[1]).toEqual({
      signal: 'resolved',
      to: 'Resolved',
      from: [],
      via: [],
      fields: { resolution: 'Done' },
    });
  });

  test.each<[string, object, object, object]>([
    [
      'comments by one word',
      send({ comments: 'public' }),
      { send: { comments: { which: 'public', edits: false } } },
      {},
    ],
    ['attachments by one word', send({ attachments: 'all' }), { send: { attachments: { which: 'all' } } }, {}],
    ['accepted comments by one word', receive({ comments: 'public' }), { receive: { comments: { as: 'public' } } }, {}],
    ['accepted files by true', receive({ attachments: true }), { receive: { attachments: { accept: true } } }, {}],
    [
      'a transition from any status',
      send({ updateOn: [{ transition: { from: '*', to: 'Done' } }] }),
      { send: { updateOn: [{ transition: { from: null, to: 'Done' } }] } },
      {},
    ],
    [
      'one status without brackets',
      receive({ workflow: [{ signal: 'ok', to: 'Done', from: 'Open', via: 'Doing' }] }),
      { receive: { workflow: [{ from: ['Open'], via: ['Doing'] }] } },
      {},
    ],
    [
      'an issue type by a contract field',
      receive({ create: { project: 'DEV', issueType: { from: 'Kind' } } }),
      { receive: { create: { issueType: { from: 'Kind', values: {}, otherwise: null }, defaults: {} } } },
      {},
    ],
    [
      'a constant in Jira’s own JSON',
      receive({ fields: [{ field: 'customfield_1', value: { id: '7' } }] }),
      { receive: { fields: [{ from: null, value: { id: '7' } }] } },
      {},
    ],
  ])('short form: %s', (_name, source, expected) => {
    expect(parseHalf(source)).toMatchObject(expected);
  });

  test.each<[string, unknown, string]>([
    ['nothing at all', undefined, ''],
    ['a text', 'half', ''],
    ['no scope', {}, 'scope'],
    ['no project', { scope: {} }, 'scope.project'],
    ['a small project key', { scope: { project: 'sup' } }, 'scope.project'],
    ['an unknown key', { scope, sned: {} }, 'sned'],
    ['a number for a name', send({ fields: [{ field: 'summary', as: 7 }] }), 'send.fields[0].as'],
    ['an empty name', send({ fields: [{ field: 'summary', as: ' ' }] }), 'send.fields[0].as'],
    ['a name of 101 characters', send({ fields: [{ field: 'summary', as: 'x'.repeat(101) }] }), 'send.fields[0].as'],
    ['a name with >', send({ fields: [{ field: 'summary', as: 'a>master' }] }), 'send.fields[0].as'],
    ['a NUL in a name', send({ fields: [{ field: 'summary', as: 'a\u0000b' }] }), 'send.fields[0].as'],
    ['a field that is no id', send({ fields: [{ field: 'Custom field', as: 'A' }] }), 'send.fields[0].field'],
    ['a field of every object', send({ fields: [{ field: 'toString', as: 'A' }] }), 'send.fields[0].field'],
    [
      '501 fields',
      send({ fields: Array.from({ length: 501 }, (_, i) => ({ field: 'f', as: `n${i}` })) }),
      'send.fields',
    ],
    ['a trigger that is unknown', send({ createOn: ['issue_create'] }), 'send.createOn[0]'],
    ['a transition to nowhere', send({ createOn: [{ transition: {} }] }), 'send.createOn[0].transition.to'],
    ['a trigger that is a number', send({ createOn: [5] }), 'send.createOn[0]'],
    [
      'a value that is no label',
      send({ fields: [{ field: 'f', as: 'A', values: { High: 1 } }] }),
      'send.fields[0].values.High',
    ],
    [
      'a label of two words',
      send({ fields: [{ field: 'f', as: 'A', values: { 'Very high': 1 } }] }),
      'send.fields[0].values["Very high"]',
    ],
    [
      'an unknown otherwise',
      send({ fields: [{ field: 'f', as: 'A', otherwise: 'skipp' }] }),
      'send.fields[0].otherwise',
    ],
    ['comments without which', send({ comments: { edits: true } }), 'send.comments.which'],
    ['a negative size', send({ attachments: { which: 'all', maxBytes: -1 } }), 'send.attachments.maxBytes'],
    ['an unknown conflict rule', { scope, conflict: 'newest' }, 'conflict'],
    ['a rule without from and value', receive({ fields: [{ field: 'summary' }] }), 'receive.fields[0]'],
    [
      'one name sent twice',
      send({
        fields: [
          { field: 'a', as: 'Title' },
          { field: 'b', as: 'title' },
        ],
      }),
      'send.fields[1].as',
    ],
    [
      'one name received twice',
      receive({
        fields: [
          { from: 'T', field: 'a' },
          { from: 'T', field: 'b' },
        ],
      }),
      'receive.fields[1].from',
    ],
    [
      'two rules for one field',
      receive({
        fields: [
          { from: 'T', field: 'a' },
          { from: 'U', field: 'a' },
        ],
      }),
      'receive.fields[1].field',
    ],
    ['one trigger twice', send({ updateOn: ['comment', 'comment'] }), 'send.updateOn[1]'],
    [
      'a transition that stands still',
      send({ createOn: [{ transition: { from: 'A', to: 'A' } }] }),
      'send.createOn[0]',
    ],
    [
      'two signals for one step',
      send({
        workflow: [
          { to: 'Done', signal: 'a' },
          { to: 'Done', signal: 'b' },
        ],
      }),
      'send.workflow[1]',
    ],
    [
      'two steps for one signal',
      receive({
        workflow: [
          { signal: 'a', to: 'X' },
          { signal: 'a', to: 'Y' },
        ],
      }),
      'receive.workflow[1]',
    ],
    ['a condition with an order', { scope: { ...scope, jql: 'labels = x ORDER BY created' } }, 'scope.jql'],
    ['an unknown place in a header', receive({ comments: { header: '{{autor}}' } }), 'receive.comments.header'],
  ])('refuses %s, by path', (_name, source, path) => {
    const faults = faultsOf(source);
    expect(faults.map((fault) => fault.path)).toContain(path);
    for (const fault of faults) {
      expect(fault.message).not.toBe('');
      expect(fault.remedy).not.toBe('');
    }
  });

  test('lists every fault at once, those of shape and those of rules', () => {
    const source = {
      scope: { project: 'SUP', jqll: 'x' },
      send: {
        fields: [
          { field: 'a', as: 'T' },
          { field: 'b', as: 'T', when: 'allways' },
        ],
        comments: { which: 'alll' },
      },
      receive: { fields: [{ field: 'a' }], comments: { header: '{{nobody}}' } },
    };
    expect(pathsOf(source).sort()).toEqual(
      [
        'scope.jqll',
        'send.fields[1].when',
        'send.fields[1].as',
        'send.comments.which',
        'receive.fields[0]',
        'receive.comments.header',
      ].sort(),
    );
  });

  test.each<[string, unknown, string]>([
    ['a key', { scope, sned: {} }, '"send"'],
    ['a key inside', { scope: { ...scope, issueType: [] } }, '"issueTypes"'],
    ['a word', { scope, conflict: 'masster' }, '"master"'],
    ['a trigger', send({ createOn: ['issue-created'] }), '"issue_created"'],
    ['a place', receive({ comments: { header: '{{autor}}' } }), '{{author}}'],
  ])('says what was probably meant: %s', (_name, source, meant) => {
    expect(
      faultsOf(source)
        .map(({ remedy }) => remedy)
        .join(' '),
    ).toContain(meant);
  });

  test('the same signal may lead to different statuses from different statuses', () => {
    const steps = [
      { signal: 'done', from: ['Open'], to: 'Closed' },
      { signal: 'done', from: ['Doing'], to: 'Resolved' },
    ];
    expect(pathsOf(receive({ workflow: steps }))).toEqual([]);
  });

  test('an ORDER BY inside a quoted text is no order', () => {
    expect(pathsOf({ scope: { ...scope, jql: 'summary ~ "order by"' } })).toEqual([]);
  });
});

describe('a half that is too large is refused by its size alone', () => {
  const table = (rows: number, mark = 'v') =>
    Object.fromEntries(Array.from({ length: rows }, (_, at) => [`${mark}${at}`, 'x']));
  const sends = (count: number, rows: number) => ({
    scope: { project: 'SUP' },
    send: {
      fields: Array.from({ length: count }, (_, at) => ({ field: `f${at}`, as: `F${at}`, values: table(rows) })),
    },
  });
  const faults = (half: unknown) => {
    const read = readHalf(half);
    return read.ok ? [] : read.faults.map(({ path }) => path);
  };

  test.each<[string, unknown, string[]]>([
    ['500 rules', sends(500, 20), []],
    ['a table of 1,000 rows', sends(1, 1_000), []],
    ['501 rules', sends(501, 0), ['send.fields']],
    ['a table of 1,001 rows', sends(2, 1_001), ['send.fields[1].values', 'send.fields[0].values']],
    ['many tables that are long together', sends(20, 900), ['']],
    ['many unknown keys', { ...sends(1, 1), ...table(2_000) }, ['']],
  ])('%s', (_what, half, paths) => {
    expect(faults(half)).toEqual(paths);
  });
});
