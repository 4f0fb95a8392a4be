import type { AdfNode } from './jira-shapes';
import { asText, type JsonObject } from './json';

/** Small words for writing rich text by hand. */
export const doc = (...content: readonly AdfNode[]): AdfNode => ({ type: 'doc', version: 1, content });

export const text = (value: string, ...marks: readonly string[]): AdfNode => ({
  type: 'text',
  text: value,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
});

export const paragraph = (...content: readonly (AdfNode | string)[]): AdfNode => ({
  type: 'paragraph',
  content: content.map(inline),
});

export const heading = (level: number, value: string): AdfNode => ({
  type: 'heading',
  attrs: { level },
  content: [text(value)],
});

export const panel = (panelType: string, value: string): AdfNode => ({
  type: 'panel',
  attrs: { panelType },
  content: [paragraph(value)],
});

export const codeBlock = (language: string, value: string): AdfNode => ({
  type: 'codeBlock',
  attrs: { language },
  content: [text(value)],
});

export const bulletList = (...items: readonly string[]): AdfNode => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

export const mention = (accountId: string, name: string): AdfNode => ({
  type: 'mention',
  attrs: { id: accountId, text: `@${name}` },
});

/** First row: headings. */
export const table = (...rows: readonly (readonly string[])[]): AdfNode => ({
  type: 'table',
  attrs: { isNumberColumnEnabled: false, layout: 'default' },
  content: rows.map((cells, row) => ({
    type: 'tableRow',
    content: cells.map((cell) => ({
      type: row === 0 ? 'tableHeader' : 'tableCell',
      attrs: {},
      content: [paragraph(cell)],
    })),
  })),
});

export const image = (mediaId: string, alt: string): AdfNode => ({
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: { id: mediaId, type: 'file', collection: '', alt } }],
});

export const plain = (value: string): AdfNode =>
  doc(...value.split('\n').map((line) => paragraph(...(line ? [line] : []))));

const inline = (part: AdfNode | string): AdfNode => (typeof part === 'string' ? text(part) : part);

export const isDoc = (value: unknown): value is AdfNode =>
  typeof value === 'object' && value !== null && (value as AdfNode).type === 'doc';

/** Every node, outside in. */
export function* walk(node: AdfNode): Generator<AdfNode> {
  yield node;
  for (const child of node.content ?? []) yield* walk(child);
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'tableRow',
  'listItem',
  'rule',
  'blockquote',
  'mediaSingle',
]);

/** What a person reads, one line per block. */
export function plainText(node: AdfNode): string {
  const own = inlineText(node.type, node.attrs ?? {}, node.text);
  const inner = (node.content ?? []).map(plainText).join('');
  return own + inner + (BLOCKS.has(node.type) && !inner.endsWith('\n') ? '\n' : '');
}

function inlineText(type: string, attrs: JsonObject, value: string | undefined): string {
  return INLINE[type]?.(attrs) ?? value ?? '';
}

const INLINE: Readonly<Record<string, (attrs: JsonObject) => string>> = {
  hardBreak: () => '\n',
  mention: (attrs) => asText(attrs.text),
  status: (attrs) => asText(attrs.text),
  emoji: (attrs) => asText(attrs.text) || asText(attrs.shortName),
  inlineCard: (attrs) => asText(attrs.url),
  blockCard: (attrs) => asText(attrs.url),
  embedCard: (attrs) => asText(attrs.url),
  media: (attrs) => `[${asText(attrs.alt) || 'file'}]`,
  date: (attrs) => new Date(Number(attrs.timestamp ?? 0)).toISOString().slice(0, 10),
};
