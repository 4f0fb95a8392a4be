import { mentionRefs } from '../core/map';
import { type AdfDoc, type Snapshot, type Value } from '../core/model';

/** Every rich text of an issue: its fields and its comments. */
export const docsOf = (snapshot: Snapshot): readonly AdfDoc[] => [
  ...Object.values(snapshot.fields).flatMap((value) => (value.kind === 'richText' ? [value.doc] : [])),
  ...snapshot.comments.map(({ body }) => body),
];

const usersOf = (value: Value): readonly string[] => {
  if (value.kind === 'user') return [value.user.accountId];
  if (value.kind === 'users') return value.users.map(({ accountId }) => accountId);
  return [];
};

/** Account ids that stand in the issue's values and mentions. */
export const accountsIn = (snapshot: Snapshot): readonly string[] => [
  ...new Set([
    ...Object.values(snapshot.fields).flatMap(usersOf),
    ...docsOf(snapshot).flatMap((doc) => mentionRefs(doc).map(({ id }) => id)),
  ]),
];

/** Ids of issues of the same site that its values point to (a parent). */
export const issuesIn = (snapshot: Snapshot): readonly string[] =>
  Object.values(snapshot.fields).flatMap((value) => (value.kind === 'issue' ? [value.id] : []));
