import fc from 'fast-check';
import { describeValue, printOf, sameValue } from '../../../src/core/map';
import { EMPTY, type AdfDoc, type AdfNode, type Value } from '../../../src/core/model';
import { block, br, doc, li, media, mediaSingle, mention, p, text } from './support/adf';
import { validDoc } from './support/adf-arbitrary';

const rich = (...content: AdfNode[]): Value => ({ kind: 'richText', doc: doc(...content) });

/** The same JSON with the keys of every object the other way round. */
const reversed = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(reversed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reversed(value)]),
  );
};

describe('printOf', () => {
  it.each<[Value, string, readonly string[] | null]>([
    [EMPTY, '{"kind":"empty"}', null],
    [{ kind: 'text', text: 'a' }, '{"kind":"text","text":"a"}', null],
    [{ kind: 'number', number: 1.5 }, '{"kind":"number","number":1.5}', null],
    [{ kind: 'options', labels: ['b', 'a', 'b'] }, '{"kind":"options","labels":["a","b"]}', ['a', 'b']],
    [{ kind: 'user', user: { accountId: 'x', name: 'Ann' } }, '{"kind":"user","user":"x"}', null],
    [
      {
        kind: 'users',
        users: [
          { accountId: 'y', name: 'B' },
          { accountId: 'x', name: 'A' },
        ],
      },
      '{"kind":"users","users":["x","y"]}',
      ['x', 'y'],
    ],
    [{ kind: 'issue', id: '1', key: 'A-1' }, '{"issue":"1","kind":"issue"}', null],
    [{ kind: 'cascade', parent: 'P', child: null }, '{"child":null,"kind":"cascade","parent":"P"}', null],
    [{ kind: 'duration', original: 60, remaining: null }, '{"kind":"duration","original":60,"remaining":null}', null],
  ])('%j', (value, print, elements) => {
    expect(printOf(value)).toEqual({ print, elements });
  });

  it('is a digest for rich text and for what is long, whatever stands in it', () => {
    expect(printOf(rich(p('a'))).print).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(printOf({ kind: 'text', text: 'x'.repeat(257) }).print).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(printOf({ kind: 'text', text: 'x'.repeat(200) }).print).toContain('xxx');
  });

  it('keeps the elements of a set that is too long to print', () => {
    const labels = Array.from({ length: 60 }, (_, at) => `label-${at}`);
    expect(printOf({ kind: 'options', labels })).toMatchObject({ elements: [...labels].sort() });
  });

  it.each<[string, Value]>([
    ['""', { kind: 'text', text: '' }],
    ['white space', { kind: 'text', text: ' \n' }],
    ['an empty document', rich(p(), p(' '))],
    ['no labels', { kind: 'options', labels: [] }],
    ['no users', { kind: 'users', users: [] }],
    ['no estimates', { kind: 'duration', original: null, remaining: null }],
  ])('%s is empty', (_name, value) => {
    expect(sameValue(value, EMPTY)).toBe(true);
  });

  it.each<[string, Value, Value]>([
    ['outer white space', { kind: 'text', text: ' a ' }, { kind: 'text', text: 'a' }],
    ['line ends', { kind: 'text', text: 'a\r\nb' }, { kind: 'text', text: 'a\nb' }],
    ['order of a set', { kind: 'options', labels: ['a', 'b'] }, { kind: 'options', labels: ['b', 'a'] }],
    [
      'a new display name',
      { kind: 'user', user: { accountId: 'x', name: 'A' } },
      { kind: 'user', user: { accountId: 'x', name: 'B' } },
    ],
    ['a moved issue', { kind: 'issue', id: '1', key: 'A-1' }, { kind: 'issue', id: '1', key: 'B-9' }],
    [
      'order of marks',
      rich(p(text('a', { type: 'em' }, { type: 'strong' }))),
      rich(p(text('a', { type: 'strong' }, { type: 'em' }))),
    ],
    ['cut texts', rich(p('a', 'b', br, 'c')), rich(p('ab', br, 'c'))],
    ['local ids', rich({ ...p('a'), attrs: { localId: 'x' } }), rich(p('a'))],
    [
      'empty attributes',
      rich({ ...block('bulletList', li(p('a'))), attrs: {} }),
      rich(block('bulletList', li(p('a')))),
    ],
    [
      'a list from 1',
      rich({ ...block('orderedList', li(p('a'))), attrs: { order: 1 } }),
      rich(block('orderedList', li(p('a')))),
    ],
    ['empty marks', rich({ ...p('a'), marks: [] }), rich(p('a'))],
    ['empty content', rich(p('a'), block('paragraph'), p('b')), rich(p('a'), p(), p('b'))],
    ['empty lines at the end', rich(p('a'), p(), p(' ')), rich(p('a'))],
    [
      'collections',
      rich(mediaSingle(media('m'))),
      rich(mediaSingle({ ...media('m'), attrs: { ...media('m').attrs, collection: '', occurrenceKey: 'o' } })),
    ],
    [
      'a name in a mention',
      rich(p(mention('x', '@A'))),
      rich(p({ type: 'mention', attrs: { id: 'x', text: '@B', accessLevel: '' } })),
    ],
  ])('%s is no change', (_name, left, right) => {
    expect(sameValue(left, right)).toBe(true);
  });

  it.each<[string, Value, Value]>([
    ['inner white space', { kind: 'text', text: 'a b' }, { kind: 'text', text: 'a  b' }],
    ['case', { kind: 'option', label: 'A' }, { kind: 'option', label: 'a' }],
    ['kind', { kind: 'text', text: 'A' }, { kind: 'option', label: 'A' }],
    ['a mark', rich(p(text('a', { type: 'em' }))), rich(p('a'))],
    ['another file', rich(mediaSingle(media('m'))), rich(mediaSingle(media('n')))],
    ['another person', rich(p(mention('x', '@A'))), rich(p(mention('y', '@A')))],
    [
      'a list from 2',
      rich({ ...block('orderedList', li(p('a'))), attrs: { order: 2 } }),
      rich(block('orderedList', li(p('a')))),
    ],
    ['an empty line between', rich(p('a'), p(), p('b')), rich(p('a'), p('b'))],
    ['an unknown attribute', rich({ type: 'future', attrs: { a: 1 } }), rich({ type: 'future', attrs: { a: 2 } })],
  ])('%s is a change', (_name, left, right) => {
    expect(sameValue(left, right)).toBe(false);
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(validDoc, (input) => {
        expect(sameValue({ kind: 'richText', doc: reversed(input) as AdfDoc }, { kind: 'richText', doc: input })).toBe(
          true,
        );
      }),
    );
  });
});

describe('describeValue', () => {
  it('gives the value back', () => {
    const value: Value = { kind: 'user', user: { accountId: 'x', name: 'Ann' } };
    expect(JSON.parse(describeValue(value))).toEqual(value);
    expect(describeValue(value)).toBe('{"kind":"user","user":{"accountId":"x","name":"Ann"}}');
  });
});
