import { printOf } from '../map';
import {
  type BaseValue,
  type CreateIntent,
  EMPTY,
  type EnsureIssue,
  type FieldWrite,
  type Link,
  type PerSide,
  type Side,
  type Value,
} from '../model';

/** What a write means the field to hold, in the words of its own side. */
export const meantBy = (write: FieldWrite): Value => {
  if (write.mode === 'set') return write.value;
  return write.mode === 'raw' ? (write.reads ?? EMPTY) : EMPTY;
};

/** Both bases of a facet that was sent with the creation, as if Jira took it as it is. */
export const sentBases = (side: Side, write: FieldWrite): PerSide<BaseValue | null> => {
  const sent = printOf(meantBy(write));
  return side === 'master' ? { master: sent, provider: write.source } : { master: write.source, provider: sent };
};

/** What is written down before a create call: when it was, and what it would have sent (law 5). */
export const intentOf = ({ side, fields }: EnsureIssue, at: string): CreateIntent => ({
  at,
  sent: Object.fromEntries(
    fields.flatMap((write) => (write.source === null ? [] : [[write.facet, sentBases(side, write)]])),
  ),
});

/** The call is about to be sent: only now is it the one whose issue a later look would find. */
export const attempted = (link: Link, operation: EnsureIssue, at: string): Link => ({
  ...link,
  createIntent: intentOf(operation, at),
});

/** Fields are about to be written that the create screen lacks. */
export const attemptedLate = (link: Link, fieldIds: readonly string[]): Link =>
  link.createIntent === null ? link : { ...link, createIntent: { ...link.createIntent, late: fieldIds } };
