import fc from 'fast-check';
import { checkAdf } from '../../../src/adapters/jira/adf/check';
import { isValidAdf } from '../../../src/adapters/jira/adf/schema';
import { type AdfDoc, type AdfNode } from '../../../src/core/model';

const docOf = (...content: readonly AdfNode[]): AdfDoc => ({ type: 'doc', version: 1, content });
const text = (words: string, more: Partial<AdfNode> = {}): AdfNode => ({ type: 'text', text: words, ...more });
const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const list = (...content: readonly AdfNode[]): AdfNode => ({ type: 'bulletList', content });
const item = (...content: readonly AdfNode[]): AdfNode => ({ type: 'listItem', content });

describe('sent as it is', () => {
  test.each<[string, AdfDoc]>([
    ['a valid document', docOf(paragraph(text('hello', { marks: [{ type: 'strong' }] })))],
    ['an empty document', docOf()],
    ['an unknown block', docOf(paragraph(text('a')), { type: 'hologram', attrs: { depth: 3 } })],
    ['nothing but an unknown block', docOf({ type: 'hologram' })],
    [
      'an unknown block in a cell',
      docOf({ type: 'panel', attrs: { panelType: 'info' }, content: [{ type: 'hologram' }] }),
    ],
    ['a list of unknown items', docOf(paragraph(text('a')), list({ type: 'hologram' }))],
    ['an unknown inline node', docOf(paragraph(text('a'), { type: 'sparkle', attrs: {} }))],
    ['an unknown mark', docOf(paragraph(text('a', { marks: [{ type: 'glow', attrs: { hue: 1 } }] })))],
    [
      'an unknown attribute',
      docOf({ type: 'panel', attrs: { panelType: 'info', mood: 'glad' }, content: [paragraph()] }),
    ],
    ['an unknown listed value', docOf({ type: 'panel', attrs: { panelType: 'rainbow' }, content: [paragraph()] })],
    ['an unknown member', docOf({ ...paragraph(text('a')), extra: 1 } as AdfNode)],
  ])('%s', (_name, doc) => {
    expect(checkAdf(doc)).toEqual({ ok: true, doc });
  });
});

describe('repaired', () => {
  test.each<[string, AdfDoc, AdfDoc]>([
    ['an empty text', docOf(paragraph(text('a'), text(''))), docOf(paragraph(text('a')))],
    ['an empty list', docOf(paragraph(text('a')), list()), docOf(paragraph(text('a')))],
    ['a list item without anything', docOf(list(item())), docOf(list(item(paragraph())))],
    ['a media frame without its media', docOf({ type: 'mediaGroup', content: [] }), docOf()],
    [
      'beside an unknown node, which is kept',
      docOf({ type: 'hologram' }, paragraph(text(''))),
      docOf({ type: 'hologram' }, paragraph()),
    ],
  ])('%s', (_name, doc, repaired) => {
    expect(checkAdf(doc)).toEqual({ ok: true, doc: repaired });
  });
});

describe('refused with its place', () => {
  test.each<[string, AdfDoc, string]>([
    ['a bare text', docOf(text('a')), '/content/0'],
    ['a paragraph in a paragraph', docOf(paragraph(paragraph(text('a')))), '/content/0/content/0'],
    ['a heading without a level', docOf({ type: 'heading', content: [text('a')] }), '/content/0'],
    [
      'a text that is none',
      docOf(paragraph({ type: 'text', text: 5 as unknown as string })),
      '/content/0/content/0/text',
    ],
  ])('%s', (_name, doc, path) => {
    const result = checkAdf(doc);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.path).toContain(path);
  });
});

test('whatever passes is valid, or differs from a valid document by unknown words only; nothing is lost from a valid one', () => {
  const inline = fc.oneof(
    fc.string().map((words) => text(words)),
    fc.constant<AdfNode>({ type: 'hardBreak' }),
    fc.constant<AdfNode>({ type: 'sparkle' }),
  );
  const block = fc.oneof(
    fc.array(inline).map((content) => paragraph(...content)),
    fc.array(fc.array(inline).map((content) => item(paragraph(...content)))).map((items) => list(...items)),
    fc.constant<AdfNode>({ type: 'rule' }),
  );
  fc.assert(
    fc.property(fc.array(block), (content) => {
      const doc = docOf(...content);
      const result = checkAdf(doc);
      expect(result.ok).toBe(true);
      if (isValidAdf(doc)) expect(result).toEqual({ ok: true, doc });
    }),
    { numRuns: 100 },
  );
});
