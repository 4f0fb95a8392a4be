import type { AdfNode } from '../jira';
import { asText } from '../json';

/** How a mentioned person is written on the other side: a mention of this id, or the plain name where there is none. */
export type MapPerson = (accountId: string) => string | null;

/**
 * A document as one text that is equal for equal documents. Left out: what each Jira makes up for itself (local ids,
 * media ids, sizes) and people's names, which differ from site to site. `map` is for the document that is sent.
 */
export function canonicalDoc(doc: AdfNode, map: MapPerson = (id) => id): string {
  return JSON.stringify(tidy(doc, map));
}

function tidy(node: AdfNode, map: MapPerson): unknown {
  if (node.type === 'media' || node.type === 'mediaInline') return { media: asText(node.attrs?.alt) };
  if (node.type === 'mention') return mentionOf(node, map);
  if (node.type === 'text') return { text: node.text ?? '', marks: (node.marks ?? []).map(markOf).sort() };
  return {
    type: node.type,
    attrs: attrsOf(node),
    content: joinTexts((node.content ?? []).map((child) => tidy(child, map))),
  };
}

function mentionOf(node: AdfNode, map: MapPerson): unknown {
  const id = map(asText(node.attrs?.id));
  if (id !== null) return { mention: id };
  return { text: `@${asText(node.attrs?.text).replace(/^@/, '')}`, marks: [] };
}

const OWN_ATTRS = new Set([
  'localId',
  'width',
  'height',
  'collection',
  'id',
  'occurrenceKey',
  'layout',
  'widthType',
  'displayMode',
]);

const attrsOf = (node: AdfNode): unknown =>
  Object.entries(node.attrs ?? {})
    .filter(([name, value]) => !OWN_ATTRS.has(name) && value !== null && value !== '' && value !== false)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const markOf = (mark: { readonly type: string; readonly attrs?: unknown }): string =>
  `${mark.type}:${JSON.stringify(mark.attrs ?? {})}`;

interface TextPart {
  readonly text: string;
  readonly marks: readonly string[];
}

const isText = (part: unknown): part is TextPart => typeof part === 'object' && part !== null && 'text' in part;

/** Neighbouring texts with the same marks are one text. */
function joinTexts(parts: readonly unknown[]): readonly unknown[] {
  const joined: unknown[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (isText(part) && isText(last) && JSON.stringify(part.marks) === JSON.stringify(last.marks)) {
      joined[joined.length - 1] = { text: last.text + part.text, marks: part.marks };
    } else joined.push(part);
  }
  return joined;
}
