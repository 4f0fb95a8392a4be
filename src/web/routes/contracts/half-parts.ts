import { z } from 'zod';
import { json, label, line, record, worded } from '../shapes';

export const NAME_MAX = 100;
export const LABEL_MAX = 255;
export const RULES_MAX = 500;
export const JQL_MAX = 10_000;
export const HEADER_MAX = 500;
export const TABLE_MAX = 1000;

/** Contract field names and signals: what both sides read. `>` has a meaning of its own in stored facets. */
export const sharedName = line(NAME_MAX).refine(
  (name) => !name.includes('>'),
  worded('A name may not contain ">".', 'Write the name without it.'),
);

export const fieldId = line(LABEL_MAX).refine(
  // `toString` and the like are no fields, and would be found in every table of fields.
  (id) => /^[A-Za-z][\w.-]*$/.test(id) && !(id in Object.prototype),
  worded('This is not a field id of Jira.', 'Write an id such as summary or customfield_10042.'),
);

export const projectKey = line(LABEL_MAX).refine(
  (key) => /^[A-Z][A-Z0-9_]*$/.test(key),
  worded('This is not a project key of Jira.', 'Write the key in capitals as Jira shows it, such as SUP.'),
);

export const statusName = label(LABEL_MAX);

const bounded = <T extends Readonly<Record<string, unknown>>>(table: T): boolean =>
  Object.keys(table).length <= TABLE_MAX;
const tooLong = worded('The table is too long.', `At most ${TABLE_MAX} entries.`);

/** Label -> label. */
export const valueTable = z
  .record(label(LABEL_MAX), label(LABEL_MAX))
  .refine(bounded, tooLong)
  .nullish()
  .transform((table) => table ?? {});

/** Field id -> label, text, number or Jira's JSON. */
export const fieldTable = z
  .record(fieldId, json)
  .refine(bounded, tooLong)
  .nullish()
  .transform((table) => table ?? {});

/** `*` and nothing at all both stand for any status. */
export const fromStatus = statusName.nullish().transform((name) => (name === '*' ? null : (name ?? null)));

export const trigger = z.union([
  z.enum(['issue_created', 'issue_updated', 'comment', 'attachment', 'manual']),
  record({ transition: record({ from: fromStatus, to: statusName }) }),
]);

export const otherwise = z.union([z.enum(['skip', 'problem']), record({ default: label(LABEL_MAX) })]);

/** A list, or one entry written without brackets. */
export const names = (max: number) =>
  z
    .union([z.array(statusName).max(max), statusName.transform((name) => [name])])
    .nullish()
    .transform((list) => list ?? []);
