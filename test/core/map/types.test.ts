import fc from 'fast-check';
import { printOf, readField, writeElements, writeField, writeLabel } from '../../../src/core/map';
import { EMPTY, type FieldType, type Json, type Value } from '../../../src/core/model';
import { doc, p } from './support/adf';
import { validDoc } from './support/adf-arbitrary';
import { meta, option } from './support/metas';

interface Row {
  readonly type: FieldType;
  /** As REST v3 answers. */
  readonly raw: unknown;
  readonly value: Value;
  /** As REST v3 takes it. */
  readonly json: Json;
}

const hello = doc(p('Hello'));

const ROWS: readonly Row[] = [
  { type: 'text', raw: 'Printer on fire', value: { kind: 'text', text: 'Printer on fire' }, json: 'Printer on fire' },
  { type: 'richText', raw: hello, value: { kind: 'richText', doc: hello }, json: hello as unknown as Json },
  { type: 'number', raw: 3.5, value: { kind: 'number', number: 3.5 }, json: 3.5 },
  { type: 'number', raw: 0, value: { kind: 'number', number: 0 }, json: 0 },
  { type: 'date', raw: '2026-02-28', value: { kind: 'date', date: '2026-02-28' }, json: '2026-02-28' },
  {
    type: 'dateTime',
    raw: '2026-11-24T10:15:00.000+0100',
    value: { kind: 'dateTime', at: '2026-11-24T09:15:00.000Z' },
    json: '2026-11-24T09:15:00.000+0000',
  },
  { type: 'url', raw: 'https://e.com/a b', value: { kind: 'text', text: 'https://e.com/a b' }, json: null },
  { type: 'url', raw: 'https://e.com/a', value: { kind: 'text', text: 'https://e.com/a' }, json: 'https://e.com/a' },
  {
    type: 'option',
    raw: { self: 'x', value: 'High', id: '10100' },
    value: { kind: 'option', label: 'High' },
    json: { value: 'High' },
  },
  {
    type: 'options',
    raw: [
      { value: 'A', id: '1' },
      { value: 'B', id: '2' },
    ],
    value: { kind: 'options', labels: ['A', 'B'] },
    json: [{ value: 'A' }, { value: 'B' }],
  },
  {
    type: 'cascade',
    raw: { value: 'Hardware', id: '1', child: { value: 'Printer', id: '2' } },
    value: { kind: 'cascade', parent: 'Hardware', child: 'Printer' },
    json: { value: 'Hardware', child: { value: 'Printer' } },
  },
  {
    type: 'cascade',
    raw: { value: 'Hardware', id: '1' },
    value: { kind: 'cascade', parent: 'Hardware', child: null },
    json: { value: 'Hardware' },
  },
  {
    type: 'user',
    raw: { accountId: 'a1', displayName: 'Ann', active: true },
    value: { kind: 'user', user: { accountId: 'a1', name: 'Ann' } },
    json: { accountId: 'a1' },
  },
  {
    type: 'users',
    raw: [{ accountId: 'a1', displayName: 'Ann' }, { accountId: 'a2' }],
    value: {
      kind: 'users',
      users: [
        { accountId: 'a1', name: 'Ann' },
        { accountId: 'a2', name: 'Former user' },
      ],
    },
    json: [{ accountId: 'a1' }, { accountId: 'a2' }],
  },
  { type: 'labels', raw: ['red', 'blue'], value: { kind: 'options', labels: ['red', 'blue'] }, json: ['red', 'blue'] },
  {
    type: 'components',
    raw: [{ id: '1', name: 'API' }],
    value: { kind: 'options', labels: ['API'] },
    json: [{ name: 'API' }],
  },
  {
    type: 'versions',
    raw: [{ id: '1', name: '1.0', released: true }],
    value: { kind: 'options', labels: ['1.0'] },
    json: [{ name: '1.0' }],
  },
  { type: 'version', raw: { id: '1', name: '1.0' }, value: { kind: 'option', label: '1.0' }, json: { name: '1.0' } },
  {
    type: 'priority',
    raw: { id: '1', name: 'Highest' },
    value: { kind: 'option', label: 'Highest' },
    json: { name: 'Highest' },
  },
  {
    type: 'resolution',
    raw: { id: '1', name: 'Done' },
    value: { kind: 'option', label: 'Done' },
    json: { name: 'Done' },
  },
  {
    type: 'issueType',
    raw: { id: '1', name: 'Bug', subtask: false },
    value: { kind: 'option', label: 'Bug' },
    json: { name: 'Bug' },
  },
  {
    type: 'parent',
    raw: { id: '10001', key: 'SUP-1', fields: {} },
    value: { kind: 'issue', id: '10001', key: 'SUP-1' },
    json: { id: '10001' },
  },
  {
    type: 'timeTracking',
    raw: {
      originalEstimate: '1d',
      originalEstimateSeconds: 12000,
      remainingEstimateSeconds: 1800,
      timeSpentSeconds: 60,
    },
    value: { kind: 'duration', original: 12000, remaining: 1800 },
    json: { originalEstimate: '3h 20m', remainingEstimate: '30m' },
  },
  {
    type: 'timeTracking',
    raw: { remainingEstimateSeconds: 0 },
    value: { kind: 'duration', original: null, remaining: 0 },
    json: { originalEstimate: null, remainingEstimate: '0m' },
  },
];

describe('reading and writing Jira JSON', () => {
  it.each(ROWS)('$type reads $raw', ({ type, raw, value }) => {
    expect(readField(meta(type), raw)).toEqual(value);
  });

  it.each(ROWS.filter(({ json }) => json !== null))('$type writes $json', ({ type, value, json }) => {
    expect(writeField(meta(type), value)).toEqual({ ok: true, json });
  });

  it.each<[FieldType, Json]>([
    ['text', null],
    ['richText', null],
    ['number', null],
    ['option', null],
    ['cascade', null],
    ['user', null],
    ['parent', null],
    ['options', []],
    ['labels', []],
    ['components', []],
    ['versions', []],
    ['users', []],
    ['timeTracking', { originalEstimate: null, remainingEstimate: null }],
  ])('%s is cleared by %j', (type, json) => {
    expect(writeField(meta(type), EMPTY)).toEqual({ ok: true, json });
  });

  it.each<[FieldType, unknown]>([
    ['text', ''],
    ['text', '  '],
    ['richText', doc()],
    ['richText', doc(p(), p(' '))],
    ['richText', { type: 'panel' }],
    ['number', '12'],
    ['number', Number.NaN],
    ['date', '2026-02-30'],
    ['dateTime', '2026-11-24T10:15:00'],
    ['dateTime', '2026-13-24T10:15:00.000Z'],
    ['option', {}],
    ['options', []],
    ['options', 'A'],
    ['cascade', { child: { value: 'Printer' } }],
    ['user', { displayName: 'Ann' }],
    ['labels', null],
    ['parent', {}],
    ['timeTracking', {}],
    ['unsupported', { something: 1 }],
  ])('%s reads %j as empty', (type, raw) => {
    expect(readField(meta(type), raw)).toEqual(EMPTY);
  });

  it.each([
    ['text', 'text'],
    [7, '7'],
    [{ name: 'Team A' }, 'Team A'],
    [{ displayName: 'Ann' }, 'Ann'],
    [[{ name: 'Sprint 1' }, { name: 'Sprint 2' }], 'Sprint 1, Sprint 2'],
  ])('an unsupported field reads %j as a text', (raw, text) => {
    expect(readField(meta('unsupported'), raw)).toEqual({ kind: 'text', text });
  });

  it.each<[FieldType, Value, string]>([
    ['text', { kind: 'text', text: 'x'.repeat(256) }, 'too-long'],
    ['richText', { kind: 'richText', doc: doc(p('x'.repeat(32_768))) }, 'too-long'],
    ['number', { kind: 'number', number: Infinity }, 'not-a-number'],
    ['date', { kind: 'date', date: '24.11.2026' }, 'not-a-date'],
    ['dateTime', { kind: 'dateTime', at: 'noon' }, 'not-a-time'],
    ['url', { kind: 'text', text: 'example' }, 'not-a-url'],
    ['option', { kind: 'text', text: 'High' }, 'wrong-kind'],
    ['parent', { kind: 'issue', id: '', key: '' }, 'no-issue'],
    ['unsupported', { kind: 'text', text: 'x' }, 'unsupported'],
    ['unsupported', EMPTY, 'unsupported'],
  ])('%s refuses %j', (type, value, code) => {
    expect(writeField(meta(type), value)).toMatchObject({ ok: false, code });
  });

  it('writes one line where the field has one', () => {
    expect(writeField(meta('text'), { kind: 'text', text: 'one \r\n two\n' })).toEqual({ ok: true, json: 'one two' });
  });

  it('finds the label of an id among the options', () => {
    const severity = meta('option', { options: [option('High')] });
    expect(readField(severity, { id: 'id-High' })).toEqual({ kind: 'option', label: 'High' });
  });
});

describe('writeElements', () => {
  it.each<[FieldType, Json, Json]>([
    ['options', { value: 'a' }, { value: 'b' }],
    ['components', { name: 'a' }, { name: 'b' }],
    ['versions', { name: 'a' }, { name: 'b' }],
    ['labels', 'a', 'b'],
    ['users', { accountId: 'a' }, { accountId: 'b' }],
  ])('%s', (type, added, removed) => {
    expect(writeElements(meta(type), ['a'], ['b'])).toEqual([{ add: added }, { remove: removed }]);
  });

  it('writes labels as Jira can keep them', () => {
    expect(writeElements(meta('labels'), [' two words '], [])).toEqual([{ add: 'two_words' }]);
  });
});

describe('writeLabel', () => {
  it.each<[FieldType, Json, Json]>([
    ['priority', 'High', { name: 'High' }],
    ['resolution', 'Done', { name: 'Done' }],
    ['issueType', 'Bug', { name: 'Bug' }],
    ['version', '1.0', { name: '1.0' }],
    ['option', 'A', { value: 'A' }],
    ['option', { id: '7' }, { id: '7' }],
    ['option', 3, { value: '3' }],
    ['options', 'A', [{ value: 'A' }]],
    ['options', ['A', { id: '7' }], [{ value: 'A' }, { id: '7' }]],
    ['cascade', 'Hardware > Printer', { value: 'Hardware', child: { value: 'Printer' } }],
    ['cascade', 'Hardware', { value: 'Hardware' }],
    ['components', ['API'], [{ name: 'API' }]],
    ['labels', 'acme', ['acme']],
    ['user', 'acc-1', { accountId: 'acc-1' }],
    ['users', ['acc-1'], [{ accountId: 'acc-1' }]],
    ['text', 'x', 'x'],
    ['text', 5, '5'],
    ['number', '5.5', 5.5],
    ['number', 5, 5],
    ['date', '2026-01-01', '2026-01-01'],
    ['parent', 'SUP-1', { key: 'SUP-1' }],
    ['timeTracking', '2d', { originalEstimate: '2d' }],
    ['richText', 'a\nb', doc(p('a', { type: 'hardBreak' }, 'b')) as unknown as Json],
    ['unsupported', { any: true }, { any: true }],
    ['option', null, null],
  ])('%s: %j', (type, label, json) => {
    expect(writeLabel(meta(type), label)).toEqual(json);
  });
});

const line = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
const label = line.filter((text) => !/\s/.test(text));
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 4 });
const minutes = fc.option(
  fc.integer({ min: 0, max: 100_000 }).map((count) => count * 60),
  { nil: null },
);
const user = fc.record({ accountId: label, name: fc.constant('Former user') });
const instant = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

const VALUES: Partial<Record<FieldType, fc.Arbitrary<Value>>> = {
  text: line.map((text) => ({ kind: 'text', text })),
  richText: validDoc.map((each) => ({ kind: 'richText', doc: each })),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({ kind: 'number', number })),
  date: instant.map((at) => ({ kind: 'date', date: at.toISOString().slice(0, 10) })),
  dateTime: instant.map((at) => ({ kind: 'dateTime', at: at.toISOString() })),
  option: line.map((each) => ({ kind: 'option', label: each })),
  options: lines.map((labels) => ({ kind: 'options', labels })),
  cascade: fc
    .tuple(line, fc.option(line, { nil: null }))
    .map(([parent, child]) => ({ kind: 'cascade', parent, child })),
  user: user.map((each) => ({ kind: 'user', user: each })),
  users: fc
    .uniqueArray(user, { minLength: 1, selector: (each) => each.accountId })
    .map((users) => ({ kind: 'users', users })),
  labels: fc.uniqueArray(label, { minLength: 1 }).map((labels) => ({ kind: 'options', labels })),
  components: lines.map((labels) => ({ kind: 'options', labels })),
  versions: lines.map((labels) => ({ kind: 'options', labels })),
  version: line.map((each) => ({ kind: 'option', label: each })),
  priority: line.map((each) => ({ kind: 'option', label: each })),
  resolution: line.map((each) => ({ kind: 'option', label: each })),
  issueType: line.map((each) => ({ kind: 'option', label: each })),
  timeTracking: fc.tuple(minutes, minutes).map(([original, remaining]) => ({ kind: 'duration', original, remaining })),
};

describe('round trip', () => {
  it.each(Object.entries(VALUES))('%s: what is written reads as it was', (type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const field = meta(type as FieldType);
        const written = writeField(field, value);
        expect(written.ok).toBe(true);
        const back = readField(field, written.ok ? JSON.parse(JSON.stringify(written.json)) : null);
        expect(printOf(back)).toEqual(printOf(value).print === printOf(EMPTY).print ? printOf(EMPTY) : printOf(value));
      }),
      { numRuns: 60 },
    );
  });
});
