import type { AdfDoc, AdfMark, AdfNode, Json } from '../../model';
import { canonical } from '../canonical';
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

function printAttrs(type: string, attrs: Attrs | undefined): Attrs | null {
  const kept = Object.entries(attrs ?? {}).filter(
    ([name, value]) =>
      value !== null &&
      value !== undefined &&
      !VOLATILE.has(name) &&
      VOLATILE_BY_TYPE[type]?.includes(name) !== true &&
      DEFAULTS[type]?.[name] !== value,
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

const printMark = (mark: AdfMark): Json => {
  const attrs = printAttrs(mark.type, mark.attrs);
  return { type: mark.type, ...(attrs && { attrs }) };
};

/** Marks have no order. */
const printMarks = (marks: readonly AdfMark[]): readonly Json[] =>
  marks.map(printMark).sort((left, right) => (canonical(left) < canonical(right) ? -1 : 1));

type Printed = Readonly<Record<string, Json>>;

function printNode(node: AdfNode): Printed {
  const attrs = printAttrs(node.type, node.attrs);
  const marks = printMarks(node.marks ?? []);
  const content = printContent(node.content ?? []);
  return {
    type: node.type,
    ...(node.text !== undefined && { text: node.text }),
    ...(attrs && { attrs }),
    ...(marks.length > 0 && { marks }),
    ...(content.length > 0 && { content }),
  };
}

const sameMarks = (left: Printed, right: Printed): boolean =>
  canonical(left['marks'] ?? null) === canonical(right['marks'] ?? null);

/** Texts side by side with the same marks are one text, however they were cut. */
function printContent(content: readonly AdfNode[]): readonly Printed[] {
  const printed: Printed[] = [];
  for (const next of content.map(printNode)) {
    const last = printed.at(-1);
    if (last?.['type'] === 'text' && next['type'] === 'text' && sameMarks(last, next)) {
      printed[printed.length - 1] = { ...last, text: `${textOf(last)}${textOf(next)}` };
    } else printed.push(next);
  }
  return printed;
}

const textOf = (printed: Printed): string => (typeof printed['text'] === 'string' ? printed['text'] : '');

/** What a document says, less what Jira changes on its own: the form that prints are made of. */
export function printForm(doc: AdfDoc): Json {
  const last = doc.content.findLastIndex((node) => !isEmptyNode(node));
  return printContent(doc.content.slice(0, last + 1));
}
