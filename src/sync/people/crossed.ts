import { mentionRefs, plainText, valueText } from '../../core/map';
import {
  type FacetKey,
  type FieldWrite,
  type Operation,
  otherSide,
  type PerSide,
  type ProblemDraft,
  type Side,
  type SideState,
  type Snapshot,
  type UserRef,
  type Value,
} from '../../core/model';
import { type Agreement } from '../agreement';
import { type PeopleSeen } from '../ports';

type Person = Pick<UserRef, 'accountId' | 'name'>;

/** Whose names one side came to see of the other. */
export interface Crossed {
  /** Where these people are at home. */
  readonly side: Side;
  readonly people: readonly Person[];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const ENDS_IN_LETTER = /[\p{L}\p{M}\p{N}]$/u;
const STARTS_WITH_LETTER = /^[\p{L}\p{M}\p{N}]/u;

/** How often a name stands there by itself: "Al" is not in "Also". */
const timesIn = (words: string, name: string): number => {
  const parts = words.split(name);
  const apart = parts.filter(
    (after, at) => at > 0 && !ENDS_IN_LETTER.test(parts[at - 1] ?? '') && !STARTS_WITH_LETTER.test(after),
  );
  return apart.length;
};

/** A name counts as seen only where it stands in what the other side got, more often than in `own` words of somebody. */
const namedIn = (text: string, people: readonly Person[], own = ''): readonly Person[] => {
  const [words, said] = [oneLine(text), oneLine(own)];
  return people.filter(({ name, accountId }) => {
    const wanted = oneLine(name);
    return accountId !== '' && wanted !== '' && timesIn(words, wanted) > timesIn(said, wanted);
  });
};

const mentionsIn = (doc: Parameters<typeof mentionRefs>[0]): readonly Person[] =>
  mentionRefs(doc).map(({ id, name }) => ({ accountId: id, name }));

const peopleIn = (value: Value | undefined): readonly Person[] => {
  switch (value?.kind) {
    case 'user':
      return [value.user];
    case 'users':
      return value.users;
    case 'richText':
      return mentionsIn(value.doc);
    default:
      return [];
  }
};

/** `field:Owner` and `field:Owner>provider` are about "Owner". */
const fieldName = (facet: FacetKey): string | null =>
  facet.startsWith('field:') ? facet.slice('field:'.length).replace(/>(master|provider)$/, '') : null;

const sentPeople = ({ halves }: Agreement, from: Side, snapshot: Snapshot, facet: FacetKey): readonly Person[] => {
  const rule = halves[from].send.fields.find(({ as }) => as === fieldName(facet));
  return rule ? peopleIn(snapshot.fields[rule.field]) : [];
};

const writtenText = (write: FieldWrite): string => (write.mode === 'set' ? valueText(write.value) : '');

const inFields = (
  agreement: Agreement,
  from: Side,
  snapshot: Snapshot,
  writes: readonly FieldWrite[],
): readonly Person[] =>
  writes.flatMap((write) => namedIn(writtenText(write), sentPeople(agreement, from, snapshot, write.facet)));

const inComment = (snapshot: Snapshot, { sourceCommentId, body }: Extract<Operation, { kind: 'ensureComment' }>) => {
  const comment = snapshot.comments.find(({ id }) => id === sourceCommentId);
  if (!comment) return [];
  const text = plainText(body);
  // The author of a copy is Accord itself. A name that the comment's own words hold does not tell who wrote it.
  const author = comment.writtenFor === null ? [comment.author] : [];
  return [...namedIn(text, author, plainText(comment.body)), ...namedIn(text, mentionsIn(comment.body))];
};

/** People whose names went across with an operation: in fields, as authors where the header names them, as mentions. */
export const crossedWith = (agreement: Agreement, now: PerSide<SideState>, operation: Operation): Crossed => {
  const side = otherSide(operation.side);
  const state = now[side];
  if (state.state !== 'present') return { side, people: [] };
  switch (operation.kind) {
    case 'ensureIssue':
    case 'setFields':
      return { side, people: inFields(agreement, side, state.snapshot, operation.fields) };
    case 'ensureComment':
      return { side, people: inComment(state.snapshot, operation) };
    default:
      return { side, people: [] };
  }
};

/** A problem names the person that the other side has no account for: that is whom an admin looks for. */
export const crossedWithProblem = (
  agreement: Agreement,
  now: PerSide<SideState>,
  problem: Pick<ProblemDraft, 'facet' | 'side' | 'cause'>,
): Crossed => {
  const side = otherSide(problem.side);
  const state = now[side];
  if (state.state !== 'present') return { side, people: [] };
  return { side, people: namedIn(problem.cause, sentPeople(agreement, side, state.snapshot, problem.facet)) };
};

/** Accord's own accounts are nobody's counterpart. */
export const noteCrossed = async (
  peopleSeen: PeopleSeen,
  { connection, sites }: Agreement,
  { side, people }: Crossed,
  at: Date,
): Promise<void> => {
  const persons = people.filter(({ accountId }) => !sites[side].ownAccountIds.includes(accountId));
  if (persons.length > 0 && sites.master.id !== sites.provider.id) {
    await peopleSeen.note(connection.id, side, persons, at);
  }
};
