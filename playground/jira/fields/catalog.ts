import type { Site } from '../site';
import type {
  FieldRecord,
  IssueRecord,
  ProjectRecord,
  ProjectTypeRecord,
  ScreenField,
  UserRecord,
} from '../store/records';
import type { FieldAt, FieldKind } from './kind';
import { kindOf } from './kinds';

export const findField = (site: Site, id: string): FieldRecord | null => site.state.fields.find(id);

export const kindOfField = (field: FieldRecord): FieldKind => kindOf(field.kind);

export const placeOf = (
  site: Site,
  field: FieldRecord,
  project: ProjectRecord,
  issue: IssueRecord | null,
  actor: UserRecord,
): FieldAt => ({ site, field, project, issue, actor });

/** How the project treats one of its issue types: workflow and screens. */
export function projectType(project: ProjectRecord, typeId: string): ProjectTypeRecord {
  const found = project.types.find((type) => type.typeId === typeId);
  if (!found) throw new Error(`${project.key} has no issue type ${typeId}`);
  return found;
}

export const onScreen = (screen: readonly ScreenField[], fieldId: string): boolean =>
  screen.some((entry) => entry.field === fieldId);

/** Fields that have a value column on this project's issues: on any screen of any of its types. */
export function fieldsOfProject(site: Site, project: ProjectRecord): FieldRecord[] {
  const used = new Set(project.types.flatMap((type) => [...type.create, ...type.edit].map((entry) => entry.field)));
  return site.state.fields.all().filter((field) => !field.custom || used.has(field.id));
}
