import { printOf } from '../core/map';
import { statusBase } from '../core/plan';
import { type FieldWrite, type Link, type Operation, type Receipt, type Value } from '../core/model';
import { type Written } from './ports';

type ObjectNote = Parameters<Written['noteObject']>[0];
type FieldNote = Parameters<Written['noteField']>[0];

/** A comment or file that Accord made, for recognising it later without asking Jira. */
export const objectNote = (siteId: string, link: Link, operation: Operation, receipt: Receipt): ObjectNote | null => {
  if (operation.kind === 'ensureComment' && receipt.kind === 'comment') {
    const { issueId, sourceCommentId } = operation;
    const object = { kind: 'comment', objectId: receipt.commentId, mirrors: sourceCommentId } as const;
    return { siteId, issueId, linkId: link.id, ...object };
  }
  if (operation.kind === 'ensureAttachment' && receipt.kind === 'attachment') {
    const { issueId } = operation;
    return { siteId, issueId, linkId: link.id, kind: 'attachment', objectId: receipt.attachmentId, mirrors: null };
  }
  return null;
};

const writesOf = (operation: Operation): readonly FieldWrite[] =>
  operation.kind === 'setFields' || operation.kind === 'ensureIssue' ? operation.fields : [];

const isEmpty = (value: Value | undefined): boolean => value === undefined || value.kind === 'empty';

/**
 * What is about to be written, noted before it is: another link may read the issue between the write and its receipt and
 * must not take the value for the site's own. The receipt's note takes its place.
 */
export const intendedNotes = (siteId: string, link: Link, operation: Operation): readonly FieldNote[] => {
  const issueId = link.issues[operation.side]?.id;
  if (issueId === undefined) return [];
  const base = { siteId, issueId, linkId: link.id };
  if (operation.kind === 'transition') {
    return [{ ...base, fieldId: 'workflow', value: { print: statusBase(operation.toStatus).print, elements: null } }];
  }
  return writesOf(operation).flatMap((write) => {
    if (write.source === null || write.mode === 'raw') return [];
    if (write.mode === 'elements') {
      return write.add.length === 0
        ? []
        : [{ ...base, fieldId: write.fieldId, value: { print: '', elements: write.add } }];
    }
    const { print, elements } = printOf(write.value);
    return isEmpty(write.value) ? [] : [{ ...base, fieldId: write.fieldId, value: { print, elements } }];
  });
};

/**
 * Which values of this issue came from a partner, so that another link does not pass them on unasked (law 8). Values that
 * the half itself gave (constants, defaults) came from no partner.
 */
export const foreignNotes = (
  siteId: string,
  link: Link,
  operation: Operation,
  receipt: Receipt,
): readonly FieldNote[] => {
  const issueId = link.issues[operation.side]?.id;
  if (issueId === undefined) return [];
  const base = { siteId, issueId, linkId: link.id };
  if (operation.kind === 'transition' && receipt.kind === 'status') {
    const value = { print: statusBase(receipt.status).print, elements: null };
    return [{ ...base, fieldId: 'workflow', value }];
  }
  if (receipt.kind !== 'fields' && receipt.kind !== 'issue') return [];
  return writesOf(operation).flatMap((write) => {
    const held = receipt.fields[write.fieldId];
    if (write.source === null || held === undefined || isEmpty(held)) return [];
    const elements = write.mode === 'elements' ? write.add : printOf(held).elements;
    return [{ ...base, fieldId: write.fieldId, value: { print: printOf(held).print, elements } }];
  });
};
