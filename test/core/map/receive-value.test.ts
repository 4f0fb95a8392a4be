import { EXCERPT_NOTE, FIELD_TYPES, convertible, kindOf, receiveValue, writeField } from '../../../src/core/map';
import {
  EMPTY,
  type FieldMeta,
  type FieldType,
  type Json,
  type ReceiveField,
  type Value,
  type ValueKind,
} from '../../../src/core/model';
import { br, doc, media, mediaSingle, mention, p, text } from './support/adf';
import { context, meta, option, receiveRule } from './support/metas';

const receive = (value: Value, target: FieldMeta, rule: Partial<ReceiveField> = {}): ReturnType<typeof receiveValue> =>
  receiveValue(receiveRule(rule), value, target, context());

/** A sentence that holds these words. */
const saying = (words: string): unknown => expect.stringContaining(words);

const whole = (value: Value): object => ({ is: 'value', value, pendingMedia: [] });

const textValue = (value: string): Value => ({ kind: 'text', text: value });
const richValue = (...lines: string[]): Value => ({ kind: 'richText', doc: doc(...lines.map((line) => p(line))) });
const one = (label: string): Value => ({ kind: 'option', label });
const many = (...labels: string[]): Value => ({ kind: 'options', labels });
const person = (accountId: string, name: string): Value => ({ kind: 'user', user: { accountId, name } });

/** One value of every kind that a contract field can carry, as it reads in a text. */
const SAMPLES: Readonly<Record<Exclude<ValueKind, 'empty'>, readonly [Value, string]>> = {
  text: [textValue('plain'), 'plain'],
  richText: [richValue('one', 'two'), 'one two'],
  number: [{ kind: 'number', number: 4.5 }, '4.5'],
  date: [{ kind: 'date', date: '2026-11-24' }, '2026-11-24'],
  dateTime: [{ kind: 'dateTime', at: '2026-11-24T09:15:00.000Z' }, '2026-11-24T09:15:00.000Z'],
  option: [one('High'), 'High'],
  options: [many('b', 'a'), 'a, b'],
  cascade: [{ kind: 'cascade', parent: 'Hardware', child: 'Printer' }, 'Hardware > Printer'],
  user: [person('acc-x', 'Ann Lee'), 'Ann Lee'],
  users: [
    {
      kind: 'users',
      users: [
        { accountId: 'y', name: 'Zoe' },
        { accountId: 'x', name: 'Ann' },
      ],
    },
    'Ann, Zoe',
  ],
  duration: [{ kind: 'duration', original: 12000, remaining: 1800 }, '3h 20m (30m left)'],
  issue: [{ kind: 'issue', id: '10001', key: 'SUP-1' }, 'SUP-1'],
};

describe('any kind into text', () => {
  it.each(Object.entries(SAMPLES))('%s', (_kind, [value, line]) => {
    expect(receive(value, meta('text'))).toEqual(whole(textValue(line)));
    const rich = receive(value, meta('richText'));
    expect(rich).toEqual(whole(value.kind === 'richText' ? value : richValue(line)));
  });

  it('keeps an estimate that has only one half', () => {
    expect(receive({ kind: 'duration', original: null, remaining: 60 }, meta('text'))).toEqual(
      whole(textValue('1m left')),
    );
    expect(receive({ kind: 'duration', original: 60, remaining: null }, meta('text'))).toEqual(whole(textValue('1m')));
  });
});

describe('the table of a rule into text', () => {
  it.each<[Value, string]>([
    [one('Blocker'), 'Stop'],
    [textValue('blocker'), 'Stop'],
    [many('Blocker', 'Minor'), 'Minor, Stop'],
    [{ kind: 'cascade', parent: 'Blocker', child: 'Now' }, 'Stop > Now'],
    [one('Minor'), 'Minor'],
  ])('%j', (value, line) => {
    const values = { Blocker: 'Stop' };
    expect(receive(value, meta('text'), { values })).toEqual(whole(textValue(line)));
    expect(receive(value, meta('richText'), { values })).toEqual(whole(richValue(line)));
  });
});

describe('every kind into every type', () => {
  const targets = FIELD_TYPES.filter((type) => type !== 'unsupported');
  const pairs = Object.entries(SAMPLES).flatMap(([kind, [value]]) =>
    targets.map((type) => [kind as ValueKind, type, value] as const),
  );

  it.each(pairs)('%s into %s gives what the field takes, or says why not', (kind, type, value) => {
    const target = meta(type);
    const out = receive(value, target);
    if (out.is === 'value') expect(writeField(target, out.value).ok).toBe(true);
    else
      expect(out).toMatchObject({
        is: 'problem',
        cause: saying('Severity'),
        remedy: saying(' '),
      });
    if (!convertible(kind, kindOf(type))) expect(out).toMatchObject({ code: 'cannot-convert' });
  });

  it('names the pairs that never work', () => {
    const never = Object.keys(SAMPLES).flatMap((kind) =>
      [...new Set(targets.map(kindOf))]
        .filter((to) => !convertible(kind as ValueKind, to))
        .map((to) => `${kind} -> ${to}`),
    );
    expect(never).toEqual(
      expect.arrayContaining([
        'text -> user',
        'number -> date',
        'text -> issue',
        'richText -> users',
        'duration -> option',
      ]),
    );
    expect(never.filter((pair) => pair.endsWith('text'))).toEqual([]);
  });
});

describe('between plain kinds', () => {
  it.each<[Value, FieldType, Value]>([
    [textValue(' 12.50 '), 'number', { kind: 'number', number: 12.5 }],
    [one('3'), 'number', { kind: 'number', number: 3 }],
    [richValue('-1e3'), 'number', { kind: 'number', number: -1000 }],
    [{ kind: 'dateTime', at: '2026-11-24T23:15:00.000Z' }, 'date', { kind: 'date', date: '2026-11-24' }],
    [{ kind: 'date', date: '2026-11-24' }, 'dateTime', { kind: 'dateTime', at: '2026-11-24T00:00:00.000Z' }],
    [textValue('2026-11-24'), 'date', { kind: 'date', date: '2026-11-24' }],
    [textValue('2026-11-24T10:15:00.000+0100'), 'dateTime', { kind: 'dateTime', at: '2026-11-24T09:15:00.000Z' }],
    [textValue('2h 30m'), 'timeTracking', { kind: 'duration', original: 9000, remaining: null }],
    [textValue('https://e.com'), 'url', textValue('https://e.com')],
    [richValue('https://e.com'), 'url', textValue('https://e.com')],
    [textValue('a\n\nb'), 'richText', richValue('a', 'b')],
    [{ kind: 'number', number: 3 }, 'option', one('3')],
    [{ kind: 'users', users: [{ accountId: 'acc-ann', name: 'Ann' }] }, 'user', person('acc-anna', 'Ann')],
    [person('acc-ann', 'Ann'), 'users', { kind: 'users', users: [{ accountId: 'acc-anna', name: 'Ann' }] }],
  ])('%j into %s', (value, type, expected) => {
    expect(receive(value, meta(type))).toEqual(whole(expected));
  });

  it.each<[Value, FieldType, string]>([
    [textValue('1,5'), 'number', 'a number'],
    [textValue('soon'), 'date', 'a day'],
    [textValue('2026-02-30'), 'date', 'a day'],
    [textValue('2026-11-24T10:15:00'), 'dateTime', 'a point in time'],
    [textValue('2d'), 'timeTracking', 'a duration'],
    [textValue('example'), 'url', 'a web address'],
  ])('%j is nothing for %s: the rule decides', (value, type, wanted) => {
    expect(receive(value, meta(type))).toMatchObject({
      is: 'problem',
      code: 'unreadable',
      cause: saying(wanted),
    });
    expect(receive(value, meta(type), { otherwise: 'skip' })).toMatchObject({ is: 'skip', code: 'unreadable' });
  });

  it('reads the default of the rule as the type', () => {
    expect(receive(textValue('soon'), meta('number'), { otherwise: { default: '7' } })).toEqual(
      whole({ kind: 'number', number: 7 }),
    );
    expect(receive(textValue('soon'), meta('number'), { otherwise: { default: 'x' } })).toMatchObject({
      code: 'bad-default',
    });
    expect(receive(textValue('soon'), meta('url'), { otherwise: { default: 'https://e.com' } })).toEqual(
      whole(textValue('https://e.com')),
    );
  });
});

const severity = meta('option', { options: [option('High'), option('Low')] });
const tags = meta('options', { options: [option('Red'), option('Blue'), option('A, B')] });
const place = meta('cascade', { options: [option('Hardware', 'Printer', 'Screen'), option('A > B', 'C')] });

describe('options', () => {
  it.each<[string, FieldMeta, Value, Partial<ReceiveField>, Value]>([
    ['the table', severity, one('Blocker'), { values: { Blocker: 'High' } }, one('High')],
    ['the options', severity, one('Low'), {}, one('Low')],
    ['the options without regard to case', severity, one(' low'), {}, one('Low')],
    ['a row without regard to case', severity, one('BLOCKER'), { values: { Blocker: 'high' } }, one('High')],
    ['the default', severity, one('Blocker'), { otherwise: { default: 'low' } }, one('Low')],
    ['a text', severity, textValue('High'), {}, one('High')],
    ['a set of one', severity, many('High'), {}, one('High')],
    ['where Jira lists no options', meta('option'), one('Blocker'), {}, one('Blocker')],
    ['an option into a set', tags, one('red'), {}, many('Red')],
    ['a text into a set', tags, textValue('Red; blue,'), {}, many('Red', 'Blue')],
    ['a text that is one label', tags, textValue('A, B'), {}, many('A, B')],
    ['two that come to the same', tags, many('Red', 'Crimson'), { values: { Crimson: 'Red' } }, many('Red')],
    ['labels of Jira', meta('labels'), many('two words', 'x'), {}, many('two_words', 'x')],
    ['a text into labels', meta('labels'), textValue('a, b c'), {}, many('a', 'b_c')],
    ['components by name', meta('components', { options: [option('API')] }), many('api'), {}, many('API')],
    [
      'a path',
      place,
      { kind: 'cascade', parent: 'hardware', child: 'printer' },
      {},
      { kind: 'cascade', parent: 'Hardware', child: 'Printer' },
    ],
    ['a parent alone', place, one('Hardware'), {}, { kind: 'cascade', parent: 'Hardware', child: null }],
    [
      'a text as a path',
      place,
      textValue('Hardware > Screen'),
      {},
      { kind: 'cascade', parent: 'Hardware', child: 'Screen' },
    ],
    ['a name with a ">"', place, textValue('A > B > C'), {}, { kind: 'cascade', parent: 'A > B', child: 'C' }],
    ['a name with a ">" alone', place, textValue('A > B'), {}, { kind: 'cascade', parent: 'A > B', child: null }],
    [
      'a row for a path',
      place,
      textValue('X'),
      { values: { X: 'Hardware > Printer' } },
      { kind: 'cascade', parent: 'Hardware', child: 'Printer' },
    ],
    [
      'a row for a parent',
      place,
      { kind: 'cascade', parent: 'HW', child: 'Screen' },
      { values: { HW: 'Hardware' } },
      { kind: 'cascade', parent: 'Hardware', child: 'Screen' },
    ],
    [
      'a default path',
      place,
      one('X'),
      { otherwise: { default: 'Hardware > Printer' } },
      { kind: 'cascade', parent: 'Hardware', child: 'Printer' },
    ],
    [
      'a path where Jira lists none',
      meta('cascade'),
      textValue('P > C'),
      {},
      { kind: 'cascade', parent: 'P', child: 'C' },
    ],
    [
      'a path into an option',
      meta('option', { options: [option('P > C')] }),
      { kind: 'cascade', parent: 'P', child: 'C' },
      {},
      one('P > C'),
    ],
  ])('%s', (_name, target, value, rule, expected) => {
    expect(receive(value, target, rule)).toEqual(whole(expected));
  });

  it.each<[string, FieldMeta, Value]>([
    ['an unknown option', severity, one('Blocker')],
    ['a row that names no option', severity, one('Bad')],
    ['an unknown child', place, { kind: 'cascade', parent: 'Hardware', child: 'Mouse' }],
    ['a version that does not exist', meta('versions', { options: [option('1.0')] }), many('2.0')],
    ['a label that Jira cannot keep', meta('labels'), many('x'.repeat(256))],
  ])('%s is a problem that says what to do', (_name, target, value) => {
    expect(receive(value, target, { values: { Bad: 'Nowhere' } })).toMatchObject({
      is: 'problem',
      code: 'no-option',
      cause: saying('The field "Severity" has no value'),
      remedy: saying('Add a row'),
    });
  });

  it('skips one option when the rule says so', () => {
    expect(receive(one('Blocker'), severity, { otherwise: 'skip' })).toEqual({
      is: 'skip',
      code: 'no-option',
      reason: 'The field "Severity" has no value "Blocker". The rule says to skip it.',
    });
  });

  it('skips the member of a set that has no place and keeps the others', () => {
    expect(receive(many('Red', 'Green', 'Blue'), tags, { otherwise: 'skip' })).toEqual({
      ...whole(many('Red', 'Blue')),
      omitted: [{ code: 'no-option', reason: 'The field "Severity" has no value "Green". The rule says to skip it.' }],
    });
    expect(receive(many('Red', 'Green'), tags, { otherwise: { default: 'Blue' } })).toEqual(whole(many('Red', 'Blue')));
    expect(receive(many('Red', 'Green'), tags)).toMatchObject({ is: 'problem', code: 'no-option' });
  });

  it('never chooses among several for a field that takes one', () => {
    expect(receive(many('High', 'Low'), severity)).toMatchObject({ is: 'problem', code: 'one-only' });
    expect(receive(many('High', 'Low'), severity, { otherwise: { default: 'High' } })).toEqual(whole(one('High')));
  });

  it('says when the default of the rule is no option either', () => {
    expect(receive(one('X'), severity, { otherwise: { default: 'Y' } })).toMatchObject({
      is: 'problem',
      code: 'bad-default',
    });
  });
});

describe('users and issues', () => {
  it.each<[string, Value, Partial<ReceiveField>, Value]>([
    ['by the pairs of the connection', person('acc-ann', 'Ann'), {}, person('acc-anna', 'Ann')],
    ['by the same account', person('acc-global', 'Gus'), {}, person('acc-global', 'Gus')],
    [
      'by a row of the rule',
      person('acc-bob', 'Bob'),
      { values: { 'acc-bob': 'acc-robert' } },
      person('acc-robert', 'Bob'),
    ],
    [
      'by a default account',
      person('acc-bob', 'Bob'),
      { otherwise: { default: 'acc-lead' } },
      person('acc-lead', 'acc-lead'),
    ],
  ])('%s', (_name, value, rule, expected) => {
    expect(receive(value, meta('user'), rule)).toEqual(whole(expected));
  });

  it('names nobody by an account id', () => {
    const out = receive(person('acc-bob', 'Bob'), meta('user'), { otherwise: 'skip' });
    expect(out).toEqual({
      is: 'skip',
      code: 'no-user',
      reason: 'Bob (ACME) has no account on this site for the field "Severity". The rule says to skip it.',
    });
  });

  it('keeps those of several users that are known', () => {
    const value: Value = {
      kind: 'users',
      users: [
        { accountId: 'acc-ann', name: 'Ann' },
        { accountId: 'acc-bob', name: 'Bob' },
      ],
    };
    expect(receive(value, meta('users'), { otherwise: 'skip' })).toMatchObject({
      value: { users: [{ accountId: 'acc-anna' }] },
      omitted: [{ code: 'no-user' }],
    });
    expect(receive(value, meta('user'))).toMatchObject({ is: 'problem', code: 'one-only' });
  });

  it('finds the partner of a parent, else does as the rule says', () => {
    expect(receive({ kind: 'issue', id: '10001', key: 'SUP-1' }, meta('parent'))).toEqual(
      whole({ kind: 'issue', id: '20001', key: 'PRV-1' }),
    );
    const unlinked: Value = { kind: 'issue', id: '10009', key: 'SUP-9' };
    expect(receive(unlinked, meta('parent'))).toMatchObject({ is: 'problem', code: 'not-linked' });
    expect(receive(unlinked, meta('parent'), { otherwise: 'skip' })).toMatchObject({ is: 'skip', code: 'not-linked' });
    expect(receive(unlinked, meta('parent'), { otherwise: { default: 'PRV-9' } })).toEqual(
      whole({ kind: 'issue', id: '', key: 'PRV-9' }),
    );
  });
});

describe('texts', () => {
  it('cuts a line to a marked excerpt and hands over the whole', () => {
    const long = `${'word '.repeat(60)}\n\nend`;
    const out = receive(textValue(long), meta('text'));
    expect(out).toMatchObject({ is: 'value', excerptOf: long });
    const line = out.is === 'value' && out.value.kind === 'text' ? out.value.text : '';
    expect(line.length).toBeLessThanOrEqual(255);
    expect(line).toMatch(/^(word ){49}wor… \(cut\)$/);
  });

  it('cuts rich text between blocks and hands over the whole', () => {
    const out = receive(richValue('a'.repeat(30), 'b'.repeat(200)), meta('richText', { maxLength: 130 }));
    expect(out).toMatchObject({ excerptOf: `${'a'.repeat(30)}\n\n${'b'.repeat(200)}` });
    expect(out.is === 'value' && out.value.kind === 'richText' && out.value.doc.content.at(-1)).toEqual(
      p(text(EXCERPT_NOTE, { type: 'em' })),
    );
  });

  it('rewrites the people and files of rich text', () => {
    const value: Value = {
      kind: 'richText',
      doc: doc(
        p(mention('acc-ann', '@Ann'), mention('acc-bob', '@Bob')),
        mediaSingle(media('m1', 'a.png')),
        mediaSingle(media('m2', 'b.png')),
      ),
    };
    const out = receiveValue(
      receiveRule(),
      value,
      meta('richText'),
      context({
        media: (id) =>
          id === 'm1'
            ? { is: 'copied', mediaId: 'n1', name: 'a.png' }
            : { is: 'awaited', attachmentId: 'att-2', name: 'b.png' },
      }),
    );
    const copied = media('m1', 'a.png');
    expect(out).toEqual({
      is: 'value',
      value: {
        kind: 'richText',
        doc: doc(
          p(mention('acc-anna', '@Ann'), '@Bob'),
          mediaSingle({ ...copied, attrs: { ...copied.attrs, id: 'n1', collection: '' } }),
          p('📎 b.png (attached)'),
        ),
      },
      pendingMedia: ['att-2'],
    });
  });

  it('makes one line of many', () => {
    expect(receive({ kind: 'richText', doc: doc(p('a', br, 'b'), p('c')) }, meta('text'))).toEqual(
      whole(textValue('a b c')),
    );
  });
});

describe('constants and defaults', () => {
  it.each<[FieldMeta, Json, Value]>([
    [severity, 'low', one('Low')],
    [severity, { id: 'id-High' }, one('High')],
    [tags, ['Red'], many('Red')],
    [place, 'Hardware > Printer', { kind: 'cascade', parent: 'Hardware', child: 'Printer' }],
    [meta('priority'), 'High', one('High')],
    [meta('text'), 7, textValue('7')],
    [meta('number'), 7, { kind: 'number', number: 7 }],
    [meta('richText'), 'a', richValue('a')],
    [meta('labels'), 'acme', many('acme')],
    [meta('user'), 'acc-9', { kind: 'user', user: { accountId: 'acc-9', name: 'Former user' } }],
    [meta('timeTracking'), '2h', { kind: 'duration', original: 7200, remaining: null }],
  ])('%j', (target, json, expected) => {
    expect(receive(textValue('ignored'), target, { from: null, value: json })).toEqual(whole(expected));
    expect(receive(EMPTY, target, { value: json })).toEqual(whole(expected));
  });

  it('prefers what the partner sends to the default, and clears where there is none', () => {
    expect(receive(one('High'), severity, { value: 'Low' })).toEqual(whole(one('High')));
    expect(receive(textValue(' '), severity)).toEqual(whole(EMPTY));
    expect(receive(EMPTY, severity, { from: null })).toMatchObject({ is: 'skip', code: 'no-value' });
  });

  it('says when a value of the half does not fit', () => {
    expect(receive(EMPTY, severity, { value: 'Nowhere' })).toMatchObject({ is: 'problem', code: 'no-option' });
    expect(receive(EMPTY, meta('date'), { value: 'soon' })).toMatchObject({ is: 'problem', code: 'bad-default' });
  });

  it('writes nothing into a field of an unknown type', () => {
    expect(receive(textValue('a'), meta('unsupported'))).toMatchObject({ is: 'problem', code: 'unsupported' });
  });
});
