import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constantsOf, directionOf, redirect, rowsOf, withRows } from '../../views/scripts/admin/contract/fields/rows';
import { bestLabel, fitOf, joinRows, suggestRows } from '../../views/scripts/admin/contract/fields/suggest';
import {
  fillRows,
  labelsOf,
  lostOptions,
  unmatched,
  withMatches,
} from '../../views/scripts/admin/contract/fields/values';
import { toggleTrigger, withTransitions } from '../../views/scripts/admin/contract/parts';
import {
  doneStatusOf,
  guessFor,
  halfOf,
  moveHalf,
  PRESETS,
  presetsFor,
} from '../../views/scripts/admin/contract/presets';
import { type Field, type Half } from '../../views/scripts/host/api-types';

const folder = join(__dirname, '../../playground/contracts');
const written = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Half] as const,
);
const input = { project: 'SUP', issueTypes: ['Bug'], createAs: 'Bug', doneStatus: 'Done' };
const presets = PRESETS.map((preset) => [preset, halfOf(preset, input)] as const);
const byText = (a: object, b: object): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
const sorted = (list: readonly object[] | null | undefined): readonly object[] => [...(list ?? [])].sort(byText);

describe.each([...written, ...presets])('the rows of %s', (_name, half) => {
  test('written back lose nothing', () => {
    const back = withRows(half, rowsOf(half), constantsOf(half));
    expect(sorted(back.send?.fields)).toEqual(sorted(half.send?.fields));
    expect(sorted(back.receive?.fields)).toEqual(sorted(half.receive?.fields));
    const rest = ({ send, receive, ...more }: Half) => ({
      ...more,
      send: send ? { ...send, fields: [] } : send,
      receive: receive ? { ...receive, fields: [] } : receive,
    });
    expect(rest(back)).toEqual(rest(half));
  });
});

test('a changed row leaves the rules of the others as they are, as objects', () => {
  const half: Half = {
    scope: { project: 'SUP' },
    send: {
      fields: [
        { field: 'summary', as: 'Title' },
        { field: 'labels', as: 'Labels' },
      ],
    },
  };
  const [first, second] = rowsOf(half);
  if (!first || !second) throw new Error('no rows');
  const next = withRows(half, [{ ...first, name: 'Headline' }, second], []);
  expect(next.send?.fields?.[0]).toEqual({ field: 'summary', as: 'Headline' });
  expect(next.send?.fields?.[1]).toBe(half.send?.fields?.[1]);
});

const field = (id: string, name: string, type: Field['type']): Field => ({
  id,
  name,
  type,
  custom: false,
  options: null,
  maxLength: null,
  required: false,
});
const fields = [
  field('summary', 'Summary', 'text'),
  field('description', 'Description', 'richText'),
  field('priority', 'Priority', 'priority'),
  field('customfield_1', 'Root cause', 'richText'),
  field('customfield_2', 'Number of users', 'number'),
];
const offered = (name: string, type: Field['type']) => ({ name, type, kind: 'text' as const, options: null });

describe('suggestions', () => {
  test.each([
    ['Title', 'text', 'summary'],
    ['Severity', 'option', 'priority'],
    ['root  CAUSE', 'text', 'customfield_1'],
    ['Number of users', 'text', undefined],
    ['Anything else', 'text', undefined],
  ] as const)('for "%s" (%s)', (name, type, id) => {
    const [row] = suggestRows({ scope: { project: 'SUP' } }, fields, [offered(name, type)]);
    expect(row?.field).toBe(id);
  });

  test('join what is sent and received under one name into one row', () => {
    const half = halfOf('sendTickets', input);
    const rows = joinRows(rowsOf(half), suggestRows(half, fields, [offered('Title', 'text')]));
    expect(rows.map((row) => [row.name, directionOf(row)])).toEqual([
      ['Title', 'both'],
      ['Description', 'send'],
    ]);
  });

  test('are the usual fields, in the words of the partner, where nothing is sent yet', () => {
    const half: Half = { scope: { project: 'SUP' }, send: {} };
    const rows = joinRows([], suggestRows(half, fields, [offered('Headline', 'text')]));
    expect(rows.map((row) => [row.field, row.name, directionOf(row)])).toEqual([
      ['summary', 'Headline', 'both'],
      ['description', 'Description', 'send'],
      ['priority', 'Priority', 'send'],
    ]);
  });

  test('never take a field twice, nor one that Accord cannot read', () => {
    const rows = suggestRows({ scope: { project: 'SUP' } }, fields, [
      offered('Title', 'text'),
      offered('Subject', 'text'),
    ]);
    expect(rows).toHaveLength(1);
    expect(fitOf(field('x', 'Title', 'unsupported'), offered('Title', 'text'))).toBe(0);
  });

  test.each([
    ['Blocker', ['Low', 'Highest'], 'Highest'],
    ['prod', ['Production', 'Test'], 'Production'],
    ['high', ['High', 'Major'], 'High'],
    ['Odd', ['High'], null],
  ])('match the option %s', (label, among, best) => expect(bestLabel(label, among)).toBe(best));
});

test('a row that goes one way only keeps its rules for that way', () => {
  const [row] = rowsOf({
    scope: { project: 'SUP' },
    send: { fields: [{ field: 'priority', as: 'Severity', values: { High: 'Major' } }] },
    receive: { fields: [{ field: 'priority', from: 'Severity', when: 'onCreate' }] },
  });
  if (!row) throw new Error('no row');
  expect(redirect(row, 'send')).toMatchObject({ send: { values: { High: 'Major' } }, receive: null });
  expect(redirect(row, 'receive')).toMatchObject({ send: null, receive: { when: 'onCreate' } });
});

test('triggers are switched one by one; a transition keeps where it came from', () => {
  const told = [{ transition: { from: 'Open', to: 'Done' } }, 'manual'] as const;
  expect(toggleTrigger(told, 'manual', false)).toEqual([told[0]]);
  expect(withTransitions(told, ['Done', 'Closed'])).toEqual([...told, { transition: { to: 'Closed' } }]);
  expect(withTransitions(told, [])).toEqual(['manual']);
});

describe('presets', () => {
  const status = (name: string, category: 'new' | 'done') => ({ name, category });
  test('take the status of work that is done, not of work that was given up', () => {
    const given = [status('Rejected', 'done'), status('Resolved', 'done'), status('Open', 'new')];
    expect(doneStatusOf(given)).toBe('Resolved');
    expect(doneStatusOf([status('Erledigt', 'done')])).toBe('Erledigt');
    expect(doneStatusOf([status('Open', 'new')])).toBeNull();
  });

  test.each([
    [{ createsIssues: true, acceptsIssues: false }, false, 'receiveTickets'],
    [{ createsIssues: true, acceptsIssues: true }, false, 'equal'],
    [{ createsIssues: false, acceptsIssues: true }, false, 'sendTickets'],
    [{ createsIssues: true, acceptsIssues: false }, true, 'copyIn'],
    [{ createsIssues: true, acceptsIssues: true }, true, 'internal'],
  ] as const)('fit a partner that wrote first: %j', (flags, internal, preset) => {
    expect(guessFor(flags as Parameters<typeof guessFor>[0], internal)).toBe(preset);
    expect(presetsFor(internal)).toContain(preset);
  });

  test('of a template move to the chosen project, and so does what they create there', () => {
    const half = halfOf('receiveTickets', input);
    const moved = moveHalf(half, 'ACM');
    expect([moved.scope.project, moved.receive?.create?.project]).toEqual(['ACM', 'ACM']);
    const elsewhere = { ...half, receive: { create: { project: 'OPS', issueType: 'Bug' } } };
    expect(moveHalf(elsewhere, 'ACM').receive?.create?.project).toBe('OPS');
  });
});

describe('tables of options', () => {
  const own = ['Highest', 'High', 'Low'];
  test('get the best match for what has none, and keep what was written', () => {
    expect(withMatches({ Major: 'Low' }, ['Blocker', 'Major', 'High', 'Odd'], own)).toEqual({
      Blocker: 'Highest',
      Major: 'Low',
    });
    expect(unmatched({ Major: 'Low' }, ['Blocker', 'Major', 'High', 'Odd'], own)).toEqual(['Blocker', 'Odd']);
  });

  test('of hundreds of options are matched at once; names of objects are no entries', () => {
    const many = Array.from({ length: 2000 }, (_, at) => `Option ${at}`);
    expect(unmatched({}, ['toString', ...many], many)).toEqual(['toString']);
  });

  test('know that a row for a parent counts for what stands below, and that capitals do not count', () => {
    const places = ['Europe', 'Europe > Berlin'];
    const told = ['EMEA', 'EMEA > Berlin', 'EMEA > Rome', 'europe'];
    expect(unmatched({ EMEA: 'Europe' }, told, places)).toEqual(['EMEA > Rome']);
    expect(
      labelsOf({ options: [{ id: '1', label: 'Europe', children: [{ id: '2', label: 'Berlin', children: [] }] }] }),
    ).toEqual(places);
  });

  test('count as lost only where no rule says what becomes of the rest', () => {
    const rule = { field: 'priority', from: 'Severity' };
    expect(lostOptions(rule, own, ['Blocker'])).toEqual(['Blocker']);
    expect(lostOptions({ ...rule, otherwise: { default: 'Low' } }, own, ['Blocker'])).toEqual([]);
    expect(lostOptions({ ...rule, otherwise: 'skip' }, own, ['Blocker'])).toEqual([]);
  });

  test('are filled where the partner tells options, and rows that need nothing stay as they are', () => {
    const half: Half = {
      scope: { project: 'SUP' },
      receive: {
        fields: [
          { field: 'priority', from: 'Severity' },
          { field: 'summary', from: 'Title' },
        ],
      },
    };
    const priority: Field = {
      ...field('priority', 'Priority', 'priority'),
      options: own.map((label) => ({ id: label, label, children: [] })),
    };
    const severity = { name: 'Severity', type: 'option' as const, kind: 'option' as const, options: ['Blocker'] };
    const rows = rowsOf(half);
    const filled = fillRows(rows, [priority], [severity]);
    expect(filled[0]?.receive?.values).toEqual({ Blocker: 'Highest' });
    expect(filled[1]).toBe(rows[1]);
  });
});
