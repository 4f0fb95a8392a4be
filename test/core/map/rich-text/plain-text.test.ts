import fc from 'fast-check';
import { adfLength, fromPlainText, isEmptyDoc, plainText } from '../../../../src/core/map';
import { type AdfDoc } from '../../../../src/core/model';
import {
  block,
  br,
  cell,
  decisionList,
  doc,
  expand,
  layout,
  li,
  media,
  mediaGroup,
  mediaInline,
  mediaSingle,
  mention,
  p,
  panel,
  table,
  task,
  taskList,
  text,
} from '../support/adf';
import { schemaFaults } from '../support/adf-schema';
import { validDoc } from '../support/adf-arbitrary';

const link = (label: string, href: string): ReturnType<typeof text> => text(label, { type: 'link', attrs: { href } });

describe('plainText', () => {
  it.each<[string, AdfDoc, string]>([
    ['paragraphs', doc(p('a'), p(), p('b', br, 'c')), 'a\n\nb\nc'],
    ['marks', doc(p('a ', text('b', { type: 'strong' }))), 'a b'],
    [
      'a link',
      doc(p(link('site', 'https://e.com'), ' ', link('https://e.com', 'https://e.com'))),
      'site (https://e.com) https://e.com',
    ],
    ['a bullet list', doc(block('bulletList', li(p('a')), li(p('b'), p('c')))), '- a\n- b\n  c'],
    [
      'a nested list',
      doc(block('bulletList', li(p('a'), block('orderedList', li(p('x')), li(p('y')))))),
      '- a\n  1. x\n  2. y',
    ],
    [
      'a list that starts at 9',
      doc({ ...block('orderedList', li(p('a')), li(p('b'))), attrs: { order: 9 } }),
      '9. a\n10. b',
    ],
    [
      'tasks',
      doc(taskList(task(true, text('a')), task(false, text('b')), taskList(task(true, text('c'))))),
      '[x] a\n[ ] b\n  [x] c',
    ],
    ['decisions', doc(decisionList(text('go'))), '- go'],
    ['a table', doc(table([cell(p('a')), cell(p('b'), p('c'))], [cell(p('d')), cell(p())])), 'a | b c\nd | '],
    ['code', doc(block('codeBlock', text('if (a)\n  b'))), 'if (a)\n  b'],
    ['a quote', doc(block('blockquote', p('a'), p('b'))), '> a\n> \n> b'],
    ['a rule', doc(p('a'), { type: 'rule' }, p('b')), 'a\n\n----\n\nb'],
    ['a panel', doc(panel(p('a'))), 'a'],
    ['an expand', doc(expand('Log', p('a'))), 'Log\na'],
    ['a layout', doc(layout([p('a')], [p('b')])), 'a\n\nb'],
    ['a mention', doc(p(mention('id', '@Ann'), mention('id', 'Bob'))), '@Ann@Bob'],
    ['an emoji', doc(p({ type: 'emoji', attrs: { shortName: ':smile:', text: '😀' } })), '😀'],
    ['a custom emoji', doc(p({ type: 'emoji', attrs: { shortName: ':team:', id: 'uuid' } })), ':team:'],
    ['a status', doc(p({ type: 'status', attrs: { text: 'OPEN', color: 'blue' } })), '[OPEN]'],
    ['a date', doc(p({ type: 'date', attrs: { timestamp: '1764000000000' } })), '2025-11-24'],
    ['a bad date', doc(p('x', { type: 'date', attrs: { timestamp: 'soon' } })), 'x'],
    [
      'cards',
      doc(
        { type: 'blockCard', attrs: { url: 'https://e.com/1' } },
        { type: 'embedCard', attrs: { url: 'https://e.com/2', layout: 'center' } },
      ),
      'https://e.com/1\n\nhttps://e.com/2',
    ],
    [
      'a card with data',
      doc(p({ type: 'inlineCard', attrs: { data: { url: 'https://e.com/d' } } })),
      'https://e.com/d',
    ],
    [
      'files',
      doc(mediaSingle(media('m', 'a.png')), mediaGroup(media('n', 'b'), media('o', null)), p(mediaInline('q', 'c'))),
      '📎 a.png\n\n📎 b\n📎 file\n\n📎 c',
    ],
    ['what nobody knows', doc({ type: 'future', content: [p('inside')] }, { type: 'void' }), 'inside'],
  ])('%s', (_name, input, expected) => {
    expect(plainText(input)).toBe(expected.trimEnd());
  });
});

describe('fromPlainText', () => {
  it.each<[string, AdfDoc]>([
    ['a', doc(p('a'))],
    ['a\nb', doc(p('a', br, 'b'))],
    ['a\r\nb', doc(p('a', br, 'b'))],
    ['a\n\n  \nb', doc(p('a'), p('b'))],
    ['\n\n  a \n', doc(p('  a'))],
    ['', doc()],
    [' \n ', doc()],
  ])('%j', (input, expected) => {
    expect(fromPlainText(input)).toEqual(expected);
  });

  it('is valid, and reads back as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '\t', '\r') }), (input) => {
        const made = fromPlainText(input);
        expect(schemaFaults(made)).toEqual([]);
        expect(fromPlainText(plainText(made))).toEqual(made);
      }),
    );
  });
});

describe('isEmptyDoc', () => {
  it.each<[AdfDoc, boolean]>([
    [doc(), true],
    [doc(p()), true],
    [doc(p(' ', br), { type: 'heading', attrs: { level: 1 } }), true],
    [doc(p('a')), false],
    [doc({ type: 'rule' }), false],
    [doc(mediaSingle(media())), false],
    [doc(p(mention('x', '@A'))), false],
    [doc({ type: 'future' }), false],
  ])('%j', (input, expected) => {
    expect(isEmptyDoc(input)).toBe(expected);
  });
});

describe('adfLength', () => {
  it.each<[AdfDoc, number]>([
    [doc(), 0],
    [doc(p('abc')), 3],
    [doc(p('abc'), p('de')), 6],
    [doc(p('a', br, 'b')), 3],
    [doc(p(text('abc', { type: 'strong' }, { type: 'link', attrs: { href: 'https://e.com/long' } }))), 3],
    [doc(block('bulletList', li(p('a')), li(p('b')))), 3],
    [doc(p(mention('x', '@Ann'))), 4],
    [doc(p({ type: 'emoji', attrs: { shortName: ':team:' } })), 6],
  ])('%j', (input, expected) => {
    expect(adfLength(input)).toBe(expected);
  });

  it('never counts less than the text nodes hold', () => {
    fc.assert(
      fc.property(validDoc, (input) => {
        const texts = [...JSON.stringify(input).matchAll(/"type":"text","text":("(?:[^"\\]|\\.)*")/g)];
        const held = texts.reduce((sum, [, json]) => sum + (JSON.parse(json ?? '""') as string).length, 0);
        expect(adfLength(input)).toBeGreaterThanOrEqual(Math.max(0, held - 1));
      }),
    );
  });
});
