import {
  editFields,
  findUsers,
  getIssue,
  listChanges,
  listComments,
  listFields,
  type Attachment,
  type FieldSpec,
  type Session,
} from '../jira';
import { asList } from '../json';
import type { HalfRules } from './half';
import type { End, SideName } from './pair';

/** Reads one end of a pair whole, as a person who may see everything. */
export async function readEnd(side: SideName, session: Session, rules: HalfRules, issue: string): Promise<End> {
  const { id, key, fields } = await getIssue(session, issue);
  const [screen, all, comments, changes, people] = await Promise.all([
    editFields(session, id),
    listFields(session),
    listComments(session, id),
    listChanges(session, id),
    findUsers(session, ''),
  ]);
  const known = all.flatMap((field) =>
    field.schema ? [{ ...field, required: false, schema: field.schema, allowedValues: null }] : [],
  );
  return {
    side,
    session,
    rules,
    id,
    key,
    fields,
    specs: byId([...known, ...screen]),
    comments,
    changes,
    people: new Set(people.map((user) => user.accountId)),
    files: asList(fields.attachment) as unknown as readonly Attachment[],
  };
}

const byId = (specs: readonly FieldSpec[]): Readonly<Record<string, FieldSpec>> =>
  Object.fromEntries(specs.map((spec) => [spec.id, spec]));
