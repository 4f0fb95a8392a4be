import { printForm } from '../../../src/core/map/rich-text/print-form';
import { type AdfNode } from '../../../src/core/model';

const form = (...content: readonly AdfNode[]): string => printForm({ type: 'doc', version: 1, content });
const text = (words: string, ...marks: readonly string[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});

/** Baselines of every pair hold digests of these: not a letter of them may change. */
test.each<readonly [string, AdfNode, string]>([
  ['a plain text', text('a'), '{"text":"a","type":"text"}'],
  ['signs that JSON escapes', text('"\\\n\u0007\ud800'), '{"text":"\\"\\\\\\n\\u0007\\ud800","type":"text"}'],
  ['signs that it does not', text('é\u2028\u007f'), '{"text":"é\u2028\u007f","type":"text"}'],
  [
    'marks in any order',
    text('a', 'strong', 'em'),
    '{"marks":[{"type":"em"},{"type":"strong"}],"text":"a","type":"text"}',
  ],
  [
    'attributes in any order, less those that do not count',
    { type: 'panel', attrs: { z: 1, localId: 'x', a: { y: [1, null], b: 'c' }, n: null } },
    '{"attrs":{"a":{"b":"c","y":[1,null]},"z":1},"type":"panel"}',
  ],
  [
    'attributes that all do not count',
    { type: 'orderedList', attrs: { order: 1, localId: 'x' } },
    '{"type":"orderedList"}',
  ],
  [
    'pieces that join, and those that do not',
    {
      type: 'paragraph',
      content: [text('a'), text('b'), text('c', 'em'), { type: 'hardBreak' }, text('d'), text('e')],
    },
    '{"content":[{"text":"ab","type":"text"},{"marks":[{"type":"em"}],"text":"c","type":"text"},{"type":"hardBreak"},' +
      '{"text":"de","type":"text"}],"type":"paragraph"}',
  ],
  ['a text without words', { type: 'text' }, '{"type":"text"}'],
])('%s', (_name, node, expected) => {
  expect(form(node, { type: 'rule' })).toBe(`[${expected},{"type":"rule"}]`);
});

test('empty paragraphs at the end do not count', () => {
  expect(form(text('a'), { type: 'paragraph', content: [text(' ')] }, { type: 'paragraph' })).toBe(
    '[{"text":"a","type":"text"}]',
  );
});
