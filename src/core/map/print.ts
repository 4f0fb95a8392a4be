import { EMPTY, type AdfDoc, type BaseValue, type ForeignValue, type Json, type Value } from '../model';
import { digest } from '../digest';
import { canonical } from './canonical';
import { isEmptyValue } from './empty';
import { printForm } from './rich-text/print-form';

/** Longest print that is kept as it is. */
const LONGEST = 256;

const sorted = (elements: readonly string[]): readonly string[] => [...new Set(elements)].sort();

/** Members of a set: labels, or account ids; null where the value is no set. */
function elementsOf(value: Value): readonly string[] | null {
  if (value.kind === 'options') return sorted(value.labels);
  if (value.kind === 'users') return sorted(value.users.map((user) => user.accountId));
  return null;
}

/** The value less what does not count as a change: outer white space, the order of a set, a person's name. */
function comparable(value: Exclude<Value, { kind: 'richText' }>): Json {
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: value.text.replace(/\r\n?/g, '\n').trim() };
    case 'options':
      return { kind: 'options', labels: sorted(value.labels) };
    case 'user':
      return { kind: 'user', user: value.user.accountId };
    case 'users':
      return { kind: 'users', users: elementsOf(value) ?? [] };
    case 'issue':
      return { kind: 'issue', issue: value.id === '' ? value.key : value.id };
    default:
      return { ...value };
  }
}

/**
 * The canonical print of a value: equal prints mean "no change". Short values stay readable; rich text and whatever is
 * longer than 256 characters is a digest. "", an empty document, an empty set and null have one print.
 */
export function printOf(value: Value): BaseValue {
  if (value.kind !== 'richText') return printAnew(value);
  const found = known.get(value.doc) ?? printAnew(value);
  known.set(value.doc, found);
  return found;
}

/** A plan asks several times for the print of a text, and a text may have thousands of pieces. */
const known = new WeakMap<AdfDoc, BaseValue>();

const comparableText = (value: Value): string =>
  value.kind === 'richText' ? `{"doc":${printForm(value.doc)},"kind":"richText"}` : canonical(comparable(value));

function printAnew(value: Value): BaseValue {
  const whole = comparableText(isEmptyValue(value) ? EMPTY : value);
  const long = value.kind === 'richText' && !isEmptyValue(value);
  return { print: long || whole.length > LONGEST ? digest(whole) : whole, elements: elementsOf(value) };
}

const SEALED = 'sha256:';

const sealedText = (text: string): string => (text === '' || text.startsWith(SEALED) ? text : digest(text));

/** What was written, told apart as before and read by nobody: for pairs that are over. */
export const sealedValue = ({ print, elements }: ForeignValue): ForeignValue => ({
  print: sealedText(print),
  elements: elements?.map(sealedText) ?? null,
  sealed: true,
});

/** Whether a value is the one that another partner wrote. */
export const isForeignPrint = (foreign: ForeignValue | undefined, print: string): boolean =>
  foreign !== undefined &&
  (foreign.print === print || (foreign.sealed === true && foreign.print === sealedText(print)));

/** Whether another partner put this member into the set. */
export const isForeignElement = (foreign: ForeignValue | undefined, element: string): boolean =>
  foreign?.elements?.includes(element) === true ||
  (foreign?.sealed === true && foreign.elements?.includes(sealedText(element)) === true);

export const sameValue = (left: Value, right: Value): boolean => printOf(left).print === printOf(right).print;

/** The whole value as JSON, for conflict records: readable, and `JSON.parse` gives the value back. */
export const describeValue = (value: Value): string => canonical(value as unknown as Json);
