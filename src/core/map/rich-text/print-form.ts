import type { AdfDoc, AdfMark, AdfNode, Json } from '../../model';
import { canonical, quoted } from '../canonical';
import { isEmptyNode } from './is-empty-doc';

type Attrs = Readonly<Record<string, Json>>;

/** Attributes that Jira and its editor give out anew, or that only repeat what an id says. */
const VOLATILE: ReadonlySet<string> = new Set(['localId', 'occurrenceKey', 'collection', 'uniqueId']);
const VOLATILE_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  mention: ['text', 'accessLevel', 'userType'],
  emoji: ['text'],
};

/** Values that mean the same as no value. */
const DEFAULTS: Readonly<Record<string, Attrs>> = {
  orderedList: { order: 1 },
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
  table: { isNumberColumnEnabled: false, layout: 'default' },
  hardBreak: { text: '\n' },
};

/** `"attrs":{…},` of a node or mark, or nothing where only what does not count is left. */
function attrsText(type: string, attrs: Attrs | undefined): string {
  if (attrs === undefined) return '';
  const kept = Object.entries(attrs).filter(
    ([name, value]) =>
      value !== null &&
      value !== undefined &&
      !VOLATILE.has(name) &&
      VOLATILE_BY_TYPE[type]?.includes(name) !== true &&
      DEFAULTS[type]?.[name] !== value,
  );
  return kept.length === 0 ? '' : `"attrs":${canonical(Object.fromEntries(kept))},`;
}

const markText = ({ type, attrs }: AdfMark): string => `{${attrsText(type, attrs)}"type":${quoted(type)}}`;

/** Marks have no order. */
function marksText(marks: readonly AdfMark[] | undefined): string {
  if (marks === undefined || marks.length === 0) return '';
  const texts = marks.map(markText);
  if (texts.length > 1) texts.sort();
  return `"marks":[${texts.join(',')}],`;
}

/** `words` null where the node has none of its own. */
function nodeText({ type, attrs, content }: AdfNode, marks: string, words: string | null): string {
  const inner = content === undefined ? '' : contentText(content);
  const before = inner === '' ? '' : `"content":[${inner}],`;
  const own = words === null ? '' : `"text":${quoted(words)},`;
  return `{${attrsText(type, attrs)}${before}${marks}${own}"type":${quoted(type)}}`;
}

interface Run {
  readonly first: AdfNode;
  readonly marks: string;
  readonly texts: string[];
}

/** A single text keeps what it is, also one that has no words. */
const runText = ({ first, marks, texts }: Run): string =>
  nodeText(first, marks, texts.length < 2 ? (first.text ?? null) : texts.join(''));

/** Texts side by side with the same marks are one text, however they were cut. */
function contentText(content: readonly AdfNode[]): string {
  const parts: string[] = [];
  let open = null as Run | null;
  const close = (): void => {
    if (open !== null) parts.push(runText(open));
    open = null;
  };
  for (const node of content) {
    const marks = marksText(node.marks);
    if (open === null || node.type !== 'text' || open.marks !== marks) close();
    if (node.type !== 'text') parts.push(nodeText(node, marks, node.text ?? null));
    else if (open === null) open = { first: node, marks, texts: [node.text ?? ''] };
    else open.texts.push(node.text ?? '');
  }
  close();
  return parts.join(',');
}

/**
 * What a document says, less what Jira changes on its own, as canonical JSON: what prints are made of. Written in one go,
 * since a text may have thousands of pieces and is printed for each plan.
 */
export function printForm(doc: AdfDoc): string {
  const last = doc.content.findLastIndex((node) => !isEmptyNode(node));
  return `[${contentText(doc.content.slice(0, last + 1))}]`;
}
