import type { Site } from '../site';
import type { JsonObject } from '../json';
import { findField, kindOfField, placeOf, projectType } from '../fields/catalog';
import type { IssueRecord, ProjectRecord, ScreenField, UserRecord } from '../store/records';
import { showSchema } from './show/issue';

/** Address from which the people picker of a user field reads; other kinds list their values. */
function autoComplete(site: Site, project: ProjectRecord, kind: string): JsonObject {
  const at = `${site.url}/rest/api/3`;
  if (kind === 'assignee') return { autoCompleteUrl: `${at}/user/assignable/search?project=${project.key}&query=` };
  if (kind === 'labels') return { autoCompleteUrl: `${site.url}/rest/api/1.0/labels/suggest?query=` };
  if (['reporter', 'userpicker', 'multiuserpicker'].includes(kind))
    return { autoCompleteUrl: `${at}/user/search?query=` };
  return {};
}

/** One entry of create, edit or transition metadata. */
function showField(
  site: Site,
  reader: UserRecord,
  project: ProjectRecord,
  issue: IssueRecord | null,
  entry: ScreenField,
): JsonObject | null {
  const field = findField(site, entry.field);
  if (!field) return null;
  const kind = kindOfField(field);
  const at = placeOf(site, field, project, issue, reader);
  const allowed = kind.allowed?.(at);
  const standard = field.defaultValue;
  return {
    required: entry.required,
    schema: showSchema(field),
    name: field.name,
    key: field.id,
    hasDefaultValue: standard !== null,
    operations: [...kind.verbs],
    ...autoComplete(site, project, field.kind),
    ...(allowed ? { allowedValues: allowed } : {}),
    ...(standard === null ? {} : { defaultValue: kind.read(standard, at) }),
  };
}

export function showFields(
  site: Site,
  reader: UserRecord,
  project: ProjectRecord,
  issue: IssueRecord | null,
  screen: readonly ScreenField[],
): JsonObject {
  const entries = screen.flatMap((entry) => {
    const shown = showField(site, reader, project, issue, entry);
    return shown ? [[entry.field, shown] as const] : [];
  });
  return Object.fromEntries(entries);
}

const part = (key: string, name: string, schema: JsonObject, operations: string[]): JsonObject => ({
  required: false,
  schema,
  name,
  key,
  hasDefaultValue: false,
  operations,
});

/** What hangs on an issue is listed among its fields, though it is no value of one. */
const ATTACHED: JsonObject = {
  issuelinks: part('issuelinks', 'Linked Issues', { type: 'array', items: 'issuelinks', system: 'issuelinks' }, [
    'add',
    'copy',
  ]),
  attachment: part('attachment', 'Attachment', { type: 'array', items: 'attachment', system: 'attachment' }, [
    'set',
    'copy',
  ]),
};
const COMMENT = part('comment', 'Comment', { type: 'comments-page', system: 'comment' }, ['add', 'edit', 'remove']);

export function showEditMeta(site: Site, issue: IssueRecord, reader: UserRecord): JsonObject {
  const project = site.state.projects.get(issue.projectId);
  const { edit } = projectType(project, issue.typeId);
  return { fields: { ...showFields(site, reader, project, issue, edit), ...ATTACHED, comment: COMMENT } };
}

/** The paged create metadata: like edit metadata, with the field's id beside its key. */
export function showCreateFields(site: Site, reader: UserRecord, project: ProjectRecord, typeId: string): JsonObject[] {
  const { create } = projectType(project, typeId);
  const shown = { ...showFields(site, reader, project, null, create), ...ATTACHED };
  return Object.entries(shown).map(([fieldId, meta]) => ({ ...(meta as JsonObject), fieldId }));
}
