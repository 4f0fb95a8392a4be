import { checkHalf, type Fault, type Live } from '../../../src/core/map';
import { type Half } from '../../../src/core/model';
import { catalog, half, live } from './support/half';
import { meta, option, receiveRule, sendRule } from './support/metas';

const check = (over: Parameters<typeof half>[0], now: Partial<Live> = {}): { faults: Fault[]; warnings: Fault[] } =>
  checkHalf(half(over), live(now));

const paths = (found: readonly Fault[]): string[] => found.map(({ path }) => path);

const send = (...fields: Half['send']['fields']): Parameters<typeof half>[0] => ({ send: { fields } });
const receive = (...fields: Half['receive']['fields']): Parameters<typeof half>[0] => ({ receive: { fields } });
const step = { signal: 'done', to: 'Done', from: [], via: [], fields: {} };

const severity = { name: 'Severity', type: 'priority', kind: 'option', options: ['Blocker', 'Minor'] } as const;

describe('checkHalf', () => {
  it('finds nothing in a half that fits', () => {
    const good = half({
      send: {
        createOn: ['issue_created', { transition: { from: null, to: 'Done' } }],
        updateOn: [{ transition: { from: 'Open', to: '*' } }],
        fields: [
          sendRule({ field: 'summary', as: 'Title' }),
          sendRule({ field: 'priority', values: { highest: 'Blocker' } }),
          sendRule({ field: 'customfield_1', as: 'Area', values: { 'Hardware > Printer': 'P' } }),
        ],
        workflow: [{ from: null, to: 'Done', signal: 'resolved' }],
      },
      receive: {
        create: {
          project: 'SUP',
          issueType: 'Bug',
          defaults: { priority: 'Low', duedate: '2026-01-01', labels: ['x'] },
        },
        fields: [
          receiveRule({ field: 'priority', values: { Blocker: 'Highest' }, otherwise: { default: 'Low' } }),
          receiveRule({ from: 'Title', field: 'summary' }),
          receiveRule({ from: null, field: 'labels', value: 'acme' }),
          receiveRule({ from: null, field: 'customfield_1', value: { id: '10001' } }),
        ],
        workflow: [{ ...step, from: ['Open'], via: ['In Progress'], fields: { resolution: 'Fixed', priority: 'Low' } }],
      },
    });
    const partner: Live['partner'] = [severity, { name: 'Title', type: 'text', kind: 'text', options: null }];
    const createCatalog = { ...catalog, summary: { ...meta('text', { id: 'summary' }), required: true } };
    expect(checkHalf(good, live({ partner, partnerSignals: ['done'], createCatalog }))).toEqual({
      faults: [],
      warnings: [],
    });
  });

  it.each<[string, Parameters<typeof half>[0], Partial<Live>, string[]]>([
    ['the same rule', { conflict: 'latest' }, { partnerConflict: { all: 'latest', fields: {} } }, []],
    [
      'a rule that the master overrules',
      { conflict: 'latest' },
      { partnerConflict: { all: 'provider', fields: {} } },
      [],
    ],
    [
      'a rule that is overruled',
      { conflict: 'provider' },
      { partnerConflict: { all: 'latest', fields: {} }, side: 'provider' },
      ['conflict'],
    ],
    ['a partner that asks', { conflict: 'master' }, { partnerConflict: { all: 'ask', fields: {} } }, ['conflict']],
    [
      'a partner that asks for one field',
      { receive: { fields: [receiveRule({ from: 'Title', field: 'summary' })] } },
      { partnerConflict: { all: 'master', fields: { Title: 'ask' } } },
      ['receive.fields[0].conflict'],
    ],
  ])('tells where the rules of both sides make another one: %s', (_name, over, more, paths) => {
    const { faults, warnings } = checkHalf(half(over), live(more));
    expect(faults).toEqual([]);
    expect(warnings.map(({ path }) => path).filter((path) => path.includes('conflict'))).toEqual(paths);
  });

  it.each<[string, Parameters<typeof half>[0], Partial<Live>, string[]]>([
    ['a project that is not there', {}, { projectFound: false }, ['scope.project']],
    ['an issue type', { scope: { issueTypes: ['Bug', 'Epic'] } }, {}, ['scope.issueTypes[1]']],
    ['bad JQL', { scope: { jql: 'x' } }, { jqlFaults: ['Field x does not exist.'] }, ['scope.jql']],
    [
      'a status in createOn',
      { send: { createOn: ['manual', { transition: { from: 'Nope', to: 'Gone' } }] } },
      {},
      ['send.createOn[1].transition.from', 'send.createOn[1].transition.to'],
    ],
    [
      'a status in updateOn',
      { send: { updateOn: [{ transition: { from: null, to: 'Gone' } }] } },
      {},
      ['send.updateOn[0].transition.to'],
    ],
    [
      'a status that is sent',
      { send: { workflow: [{ from: 'Nope', to: 'Gone', signal: 's' }] } },
      {},
      ['send.workflow[0].from', 'send.workflow[0].to'],
    ],
    [
      'a status that is received',
      { receive: { workflow: [{ ...step, to: 'A', from: ['B'], via: ['C'] }] } },
      {},
      ['receive.workflow[0].to', 'receive.workflow[0].from[0]', 'receive.workflow[0].via[0]'],
    ],
    [
      'two signals for one step',
      {
        send: {
          workflow: [
            { from: null, to: 'Done', signal: 'a' },
            { from: null, to: 'Done', signal: 'b' },
          ],
        },
      },
      {},
      ['send.workflow[1].to'],
    ],
    [
      'two steps for one signal',
      { receive: { workflow: [step, { ...step, to: 'Open' }] } },
      {},
      ['receive.workflow[1].signal'],
    ],
    [
      'a field of a transition',
      { receive: { workflow: [{ ...step, fields: { customfield_9: 'x', priority: 'Nope' } }] } },
      {},
      ['receive.workflow[0].fields.customfield_9', 'receive.workflow[0].fields.priority'],
    ],
    ['a field that is sent', send(sendRule({ field: 'customfield_9' })), {}, ['send.fields[0].field']],
    [
      'the status as a field',
      { ...send(sendRule({ field: 'status' })), ...receive(receiveRule({ field: 'status' })) },
      {},
      ['send.fields[0].field', 'receive.fields[0].field'],
    ],
    ['one name twice', send(sendRule({ field: 'summary' }), sendRule({ field: 'duedate' })), {}, ['send.fields[1].as']],
    [
      'our labels in a send table',
      send(sendRule({ field: 'priority', values: { Nope: 'x', Low: 'y' } })),
      {},
      ['send.fields[0].values["Nope"]'],
    ],
    [
      'our paths in a send table',
      send(sendRule({ field: 'customfield_1', values: { 'Hardware > Mouse': 'x' } })),
      {},
      ['send.fields[0].values["Hardware > Mouse"]'],
    ],
    ['a field that is received', receive(receiveRule({ field: 'customfield_9' })), {}, ['receive.fields[0].field']],
    ['a field of an unknown type', receive(receiveRule({ field: 'customfield_2' })), {}, ['receive.fields[0].field']],
    [
      'one field twice',
      receive(receiveRule({ field: 'summary' }), receiveRule({ field: 'summary', from: 'Other' })),
      {},
      ['receive.fields[1].field'],
    ],
    ['no source', receive(receiveRule({ field: 'summary', from: null })), {}, ['receive.fields[0].value']],
    [
      'our labels in a receive table',
      receive(receiveRule({ field: 'priority', values: { Blocker: 'Nope' } })),
      {},
      ['receive.fields[0].values["Blocker"]'],
    ],
    [
      'a default that is no option',
      receive(receiveRule({ field: 'priority', otherwise: { default: 'Nope' } })),
      {},
      ['receive.fields[0].otherwise.default'],
    ],
    [
      'a list without options',
      receive(receiveRule({ field: 'customfield_3', values: { a: 'b' } })),
      {},
      ['receive.fields[0].values["a"]'],
    ],
    [
      'a constant that is no option',
      receive(receiveRule({ field: 'priority', from: null, value: 'Nope' })),
      {},
      ['receive.fields[0].value'],
    ],
    [
      'a constant of another type',
      receive(receiveRule({ field: 'duedate', from: null, value: 'soon' })),
      {},
      ['receive.fields[0].value'],
    ],
    [
      'types that never meet',
      receive(receiveRule({ field: 'assignee' }), receiveRule({ field: 'duedate' })),
      { partner: [{ ...severity, type: 'number', kind: 'number', options: null }] },
      ['receive.fields[0].field', 'receive.fields[1].field'],
    ],
    [
      'an issue type to create',
      { receive: { create: { project: 'SUP', issueType: 'Epic', defaults: {} } } },
      {},
      ['receive.create.issueType'],
    ],
    [
      'issue types by a field',
      {
        receive: {
          create: {
            project: 'SUP',
            issueType: { from: 'Kind', values: { a: 'Epic', b: 'Bug' }, otherwise: 'Nope' },
            defaults: {},
          },
        },
      },
      {},
      ['receive.create.issueType.values["a"]', 'receive.create.issueType.otherwise'],
    ],
    [
      'no issue type at all',
      {
        receive: { create: { project: 'SUP', issueType: { from: 'Kind', values: {}, otherwise: null }, defaults: {} } },
      },
      {},
      ['receive.create.issueType'],
    ],
    [
      'defaults',
      { receive: { create: { project: 'SUP', issueType: 'Bug', defaults: { customfield_9: 1, priority: 'Nope' } } } },
      {},
      ['receive.create.defaults.customfield_9', 'receive.create.defaults.priority'],
    ],
  ])('%s is a fault', (_name, over, now, expected) => {
    const { faults } = check(over, now);
    expect(paths(faults)).toEqual(expected);
    expect(faults.every(({ message, remedy }) => message.length > 10 && remedy.length > 10)).toBe(true);
  });

  it.each<[string, Parameters<typeof half>[0], Partial<Live>, string[]]>([
    ['a field that crosses as text only', send(sendRule({ field: 'customfield_2' })), {}, ['send.fields[0].field']],
    [
      'a name that the partner does not offer',
      receive(receiveRule({ field: 'priority' })),
      { partner: [] },
      ['receive.fields[0].from'],
    ],
    [
      'a row for a label that the partner does not have',
      receive(receiveRule({ field: 'priority', values: { Huge: 'Low', minor: 'Low' } })),
      { partner: [severity] },
      ['receive.fields[0].values["Huge"]'],
    ],
    [
      'a signal that nobody sends',
      { receive: { workflow: [step] } },
      { partnerSignals: ['started'] },
      ['receive.workflow[0].signal'],
    ],
    [
      'a type by a field that is not offered',
      {
        receive: {
          create: { project: 'SUP', issueType: { from: 'Kind', values: {}, otherwise: 'Bug' }, defaults: {} },
        },
      },
      { partner: [] },
      ['receive.create.issueType.from'],
    ],
    [
      'issues outside the scope',
      { receive: { create: { project: 'OTHER', issueType: 'Story', defaults: {} } } },
      {},
      ['receive.create.project'],
    ],
    ['a half that links nothing', { send: { createOn: [] } }, {}, ['send.createOn']],
    [
      'fields that never go',
      {
        send: { createOn: [], updateOn: [], fields: [sendRule({ field: 'summary' })] },
        receive: { create: { project: 'SUP', issueType: 'Bug', defaults: {} } },
      },
      {},
      ['send.updateOn'],
    ],
    [
      'conflicts that wait for a person',
      { ...receive(receiveRule({ field: 'summary', conflict: 'ask' })), conflict: 'ask' },
      {},
      ['conflict', 'receive.fields[0].conflict'],
    ],
  ])('%s is a warning', (_name, over, now, expected) => {
    expect(check(over, now).faults).toEqual([]);
    expect(paths(check(over, now).warnings)).toEqual(expected);
  });

  it('names every required field that nothing fills', () => {
    const required = (id: string): object => ({ [id]: { ...meta('text', { id, name: `The ${id}` }), required: true } });
    const createCatalog: Live['createCatalog'] = Object.assign(
      {},
      ...['project', 'issuetype', 'reporter', 'summary', 'customfield_5', 'customfield_6'].map(required),
    ) as Live['createCatalog'];
    const create = { project: 'SUP', issueType: 'Bug', defaults: { customfield_5: 'x' } };
    const { faults } = checkHalf(
      half({ receive: { create, fields: [receiveRule({ field: 'summary' })] } }),
      live({ createCatalog }),
    );
    expect(faults).toEqual([
      {
        path: 'receive.create.defaults.customfield_6',
        message: 'New issues need a value for "The customfield_6" and nothing fills it.',
        remedy: 'Receive a contract field into customfield_6, or give a default for it.',
      },
    ]);
  });

  it('lists every fault of a half at once, with a short list of what would do', () => {
    const many = Array.from({ length: 14 }, (_, at) => option(`P${at}`));
    const fields = [sendRule({ field: 'nope', as: 'A' }), sendRule({ field: 'priority', as: 'A', values: { X: 'y' } })];
    const { faults } = checkHalf(
      half({ scope: { issueTypes: ['Epic'] }, send: { fields } }),
      live({ catalog: { ...catalog, priority: meta('priority', { id: 'priority', options: many }) } }),
    );
    expect(paths(faults)).toEqual([
      'scope.issueTypes[0]',
      'send.fields[0].field',
      'send.fields[1].values["X"]',
      'send.fields[1].as',
    ]);
    expect(faults[2]?.remedy).toContain('"P9" and 4 more');
  });

  it('says one thing only of a project that is not there', () => {
    const over = {
      send: { fields: [sendRule({ field: 'nope' })], createOn: [{ transition: { from: null, to: 'Gone' } }] },
      receive: { fields: [receiveRule({ field: 'nope' })] },
    };
    expect(paths(check(over, { projectFound: false, catalog: {}, statuses: [], issueTypes: [] }).faults)).toEqual([
      'scope.project',
    ]);
  });
});
