import { isObject, type Json } from '../json';
import { badFields } from '../http/faults';
import { inRole } from '../permissions';
import type { Cause, Site } from '../site';
import type { ProjectRecord, UserRecord, Visibility } from '../store/records';

/** `visibility` of a comment or worklog; the writer must stand in the group or role. */
export function readVisibility(
  site: Site,
  cause: Cause,
  project: ProjectRecord | null,
  json: Json | undefined,
): Visibility | null {
  if (json === undefined || json === null) return null;
  const value = isObject(json) ? (json.value ?? json.identifier) : null;
  if (!isObject(json) || typeof value !== 'string' || (json.type !== 'group' && json.type !== 'role'))
    throw badFields({ visibility: 'Visibility needs a type (group or role) and a value.' });
  const visibility: Visibility = { type: json.type, value };
  if (visibility.type === 'group' && !site.state.groups.all().some((group) => group.name === value))
    throw badFields({ commentLevel: `Group: ${value} does not exist.` });
  if (project && !inside(cause.actor, project, visibility))
    throw badFields({ commentLevel: `You are currently not a member of the project ${visibility.type}: ${value}.` });
  return visibility;
}

export function inside(user: UserRecord, project: ProjectRecord, visibility: Visibility | null): boolean {
  if (visibility === null) return true;
  return visibility.type === 'group' ? user.groups.includes(visibility.value) : inRole(user, project, visibility.value);
}
