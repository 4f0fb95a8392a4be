import type { AdfDoc, FieldMeta, Value } from '../model';
import { isEmptyValue } from './empty';
import { maxLengthOf } from './registry';
import { adfLength, docOf, paragraph, textNode } from './rich-text';
import { singleLine } from './text';

/** One document after the other, with a line between them that says whose the second is. */
const joinDocs = (own: AdfDoc, theirs: AdfDoc, from: string): AdfDoc => {
  const heading = paragraph([textNode(`${from}:`, [{ type: 'strong' }])]);
  return docOf([...(own.content ?? []), { type: 'rule' }, heading, ...(theirs.content ?? [])]);
};

/**
 * Both values of a field as one: of a text first the own, then a mark, then the partner's; of a set the union. Null where
 * they are of a kind that has no such thing, or the field is too short for both.
 */
export function combine(own: Value, theirs: Value, from: string, limit: number): Value | null {
  if (isEmptyValue(own) || isEmptyValue(theirs)) return null;
  if (own.kind === 'text' && theirs.kind === 'text') {
    const text = singleLine(`${own.text} | ${from}: ${theirs.text}`);
    return text.length <= limit ? { kind: 'text', text } : null;
  }
  if (own.kind === 'richText' && theirs.kind === 'richText') {
    const doc = joinDocs(own.doc, theirs.doc, from);
    return adfLength(doc) <= limit ? { kind: 'richText', doc } : null;
  }
  if (own.kind === 'options' && theirs.kind === 'options') {
    return { kind: 'options', labels: [...new Set([...own.labels, ...theirs.labels])] };
  }
  if (own.kind === 'users' && theirs.kind === 'users') {
    const known = new Set(own.users.map(({ accountId }) => accountId));
    return { kind: 'users', users: [...own.users, ...theirs.users.filter(({ accountId }) => !known.has(accountId))] };
  }
  return null;
}

/** Half an address leads nowhere, and two of them less. */
export const combineIn = (own: Value, theirs: Value, from: string, target: FieldMeta): Value | null =>
  target.type === 'url' ? null : combine(own, theirs, from, target.maxLength ?? Infinity);

/** Whether both can stand in a usual field of their kind, as far as can be told without asking Jira. */
export const isCombinable = (own: Value, theirs: Value, from: string): boolean => {
  const limit = own.kind === 'text' || own.kind === 'richText' ? maxLengthOf(own.kind) : null;
  return combine(own, theirs, from, limit ?? Infinity) !== null;
};
