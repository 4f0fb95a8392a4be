import fc from 'fast-check';
import { type AdfDoc, type AdfMark, type AdfNode, type Json } from '../../../../src/core/model';
import {
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
  panel,
  table,
  task,
  taskList,
  text,
} from './adf';

const words = fc.string({
  minLength: 1,
  maxLength: 20,
  unit: fc.constantFrom('a', 'b', ' ', 'é', '😀', '|', '-', 'x'),
});
const mark: fc.Arbitrary<AdfMark> = fc.oneof(
  fc.constantFrom<AdfMark>({ type: 'strong' }, { type: 'em' }, { type: 'strike' }, { type: 'underline' }),
  fc.constant<AdfMark>({ type: 'link', attrs: { href: 'https://example.com/a' } }),
  fc.constant<AdfMark>({ type: 'textColor', attrs: { color: '#ff0000' } }),
);
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: (each) => each.type });

const mediaId = fc.constantFrom('copied', 'awaited', 'lost', 'unknown');
const file = fc.tuple(mediaId, fc.option(fc.constant('shot.png'), { nil: null })).map(([id, alt]) => media(id, alt));
const external: AdfNode = { type: 'media', attrs: { type: 'external', url: 'https://example.com/x.png' } };

const plainText = fc.tuple(words, marks).map(([value, set]) => text(value, ...set));
const captionInline = fc.oneof(
  { weight: 4, arbitrary: plainText },
  fc.constantFrom('acc-ann', 'acc-nobody', 'acc-global').map((id) => mention(id, '@Ann')),
  fc.constantFrom<AdfNode>(
    { type: 'hardBreak' },
    { type: 'emoji', attrs: { shortName: ':team:', id: 'a-b-c', text: ':team:' } },
    { type: 'status', attrs: { text: 'Open', color: 'blue', localId: 's' } },
    { type: 'date', attrs: { timestamp: '1764000000000' } },
    { type: 'inlineCard', attrs: { url: 'https://example.com/card' } },
  ),
);
const inline = fc.oneof(
  { weight: 6, arbitrary: captionInline },
  mediaId.map((id) => mediaInline(id)),
);
const inlines = fc.array(inline, { maxLength: 4 });

const paragraph: fc.Arbitrary<AdfNode> = inlines.map((content) => ({ type: 'paragraph', content }));
const single = fc
  .tuple(fc.oneof(file, fc.constant(external)), fc.option(fc.array(captionInline, { maxLength: 2 }), { nil: null }))
  .map(([child, caption]) => mediaSingle(child, ...(caption === null ? [] : [{ type: 'caption', content: caption }])));
const group = fc.array(file, { minLength: 1, maxLength: 3 }).map((files) => mediaGroup(...files));
const code: fc.Arbitrary<AdfNode> = words.map((value) => ({
  type: 'codeBlock',
  attrs: { language: 'ts' },
  content: [text(value)],
}));
const heading: fc.Arbitrary<AdfNode> = inlines.map((content) => ({ type: 'heading', attrs: { level: 2 }, content }));
const tasks = fc
  .array(fc.tuple(fc.boolean(), inlines), { minLength: 1, maxLength: 2 })
  .map((items) => taskList(...items.map(([done, content]) => task(done, ...content))));
const decisions = fc.array(inline, { minLength: 1, maxLength: 2 }).map((items) => decisionList(...items));

const some = (arbitrary: fc.Arbitrary<AdfNode>): fc.Arbitrary<AdfNode[]> =>
  fc.array(arbitrary, { minLength: 1, maxLength: 3 });
const list = (content: fc.Arbitrary<AdfNode>): fc.Arbitrary<AdfNode> =>
  fc
    .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(some(content), { minLength: 1, maxLength: 2 }))
    .map(([type, items]) => ({ type, content: items.map((each) => li(...each)) }));

const inList = fc.oneof(paragraph, single, code, list(fc.oneof(paragraph, single)));
const inPanel = fc.oneof(paragraph, heading, single, group, code, tasks, list(inList));
const inQuote = fc.oneof(paragraph, single, group, code, list(inList));
const quote = some(inQuote).map((content): AdfNode => ({ type: 'blockquote', content }));
const nestedExpand = some(fc.oneof(paragraph, heading, single, group, code)).map((content): AdfNode => ({
  type: 'nestedExpand',
  attrs: { title: 'More' },
  content,
}));
const panels = some(inPanel).map((content) => panel(...content));
const inCell = fc.oneof(paragraph, single, group, panels, quote, list(inList), tasks, decisions, nestedExpand);
const tables = fc
  .array(fc.tuple(some(inCell), some(inCell)), { minLength: 1, maxLength: 2 })
  .map((rows) => table(...rows.map((cells) => cells.map((content) => cell(...content)))));
const inExpand = fc.oneof(paragraph, single, group, code, quote, panels, list(inList), tables, nestedExpand);
const expands = some(inExpand).map((content) => expand('Log', ...content));
const inColumn = fc.oneof(paragraph, single, group, list(inList), panels, tables, expands);
const layouts = fc.tuple(some(inColumn), some(inColumn)).map((columns) => layout(...columns));
const leaf = fc.constantFrom<AdfNode>(
  { type: 'rule' },
  { type: 'blockCard', attrs: { url: 'https://example.com/block' } },
  { type: 'embedCard', attrs: { url: 'https://example.com/embed', layout: 'center' } },
  { type: 'extension', attrs: { extensionKey: 'k', extensionType: 't', parameters: { deep: [1, { a: null }] } } },
);

/** Documents that Atlassian's schema takes, with files and mentions in every position. */
export const validDoc: fc.Arbitrary<AdfDoc> = fc
  .array(
    fc.oneof(
      paragraph,
      heading,
      single,
      group,
      code,
      tasks,
      decisions,
      quote,
      panels,
      list(inList),
      tables,
      expands,
      layouts,
      leaf,
    ),
    {
      maxLength: 5,
    },
  )
  .map((content) => doc(...content));

/** A node of a type that nobody knows, at any depth. */
export const unknownNode: fc.Arbitrary<AdfNode> = fc
  .tuple(fc.constantFrom('futureBlock', 'futureInline'), fc.json({ maxDepth: 2 }), fc.option(words, { nil: null }))
  .map(([type, data, child]) => ({
    type,
    attrs: { data: JSON.parse(data) as Json },
    ...(child !== null && { content: [{ type: 'paragraph', content: [text(child)] }] }),
  }));
