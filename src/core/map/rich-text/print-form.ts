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
function printMarks(marks: readonly AdfMark[]): readonly Json[] {
  if (marks.length < 2) return marks.map(printMark);
  return marks
    .map((mark) => {
      const json = printMark(mark);
      return { json, text: canonical(json) };
    })
    .sort((left, right) => (left.text < right.text ? -1 : 1))
    .map(({ json }) => json);
}

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

const marksOf = (printed: Printed): string => (printed['marks'] === undefined ? '' : canonical(printed['marks']));

interface Run {
  readonly first: Printed;
  readonly marks: string;
  readonly texts: string[];
}

const closed = ({ first, texts }: Run): Printed => (texts.length < 2 ? first : { ...first, text: texts.join('') });

/** Texts side by side with the same marks are one text, however they were cut. */
function printContent(content: readonly AdfNode[]): readonly Printed[] {
  const runs: (Run | Printed)[] = [];
  let open = null as Run | null;
  for (const next of content.map(printNode)) {
    if (next['type'] !== 'text') {
      open = null;
      runs.push(next);
      continue;
    }
    const marks = marksOf(next);
    if (open?.marks !== marks) {
      open = { first: next, marks, texts: [] };
      runs.push(open);
    }
    open.texts.push(textOf(next));
  }
  return runs.map((each) => (isRun(each) ? closed(each) : each));
}

const isRun = (each: Run | Printed): each is Run => Array.isArray(each['texts']);

const textOf = (printed: Printed): string => (typeof printed['text'] === 'string' ? printed['text'] : '');

/** What a document says, less what Jira changes on its own: the form that prints are made of. */
export function printForm(doc: AdfDoc): Json {
  const last = doc.content.findLastIndex((node) => !isEmptyNode(node));
  return printContent(doc.content.slice(0, last + 1));
}
