import { badRequest, notFound } from '../http/faults';
import { findIssue } from '../issues/find';
import { setArchived } from '../issues/archive-issue';
import { moveIssue } from '../issues/move-issue';
import { type JsonObject, stringsOf, wordOf } from '../json';
import { administers } from '../permissions';
import type { Site } from '../site';
import { nextId } from '../store/state';
import type { FieldRecord, ProjectRecord, UserRecord } from '../store/records';
import { screenOf } from '../seed/plant';
import type { ControlCall, ControlHandler } from './routes';

/** What an administrator would do in Jira's own pages: permissions, groups, options, screens, moves. */
export function adminControl(site: Site): Record<string, ControlHandler> {
  return {
    'post /permissions': ({ body }) => setPermission(site, body),
    'post /groups/:group/members': ({ params, body }) => setMember(site, params.group ?? '', body),
    'post /issues/:issue/move': (call) => move(site, call),
    'post /issues/:issue/archive': (call) => archive(site, call),
    'post /fields/:field/options': ({ params, body }) => addOption(site, fieldOf(site, params.field), body),
    'patch /fields/:field/options/:option': ({ params, body }) =>
      changeOption(site, fieldOf(site, params.field), params.option, body),
    'put /projects/:project/screens': ({ params, body }) => setScreen(site, projectOf(site, params.project), body),
    'patch /users/:user': ({ params, body }) => changeUser(site, params.user ?? '', body),
  };
}

function projectOf(site: Site, key: unknown): ProjectRecord {
  const found = site.state.projects.all().find((project) => project.key === key || project.id === key);
  if (!found) throw notFound(`There is no project '${String(key)}'.`);
  return found;
}

function fieldOf(site: Site, id: string | undefined): FieldRecord {
  const found = site.state.fields.find(id ?? '');
  if (!found) throw notFound(`There is no field '${id ?? ''}'.`);
  return found;
}

/** `{project, who, permission, granted}`: `who` is an account id, `group:<name>` or `app`; `*` is every permission. */
function setPermission(site: Site, body: JsonObject): unknown {
  const project = projectOf(site, body.project);
  const permission = typeof body.permission === 'string' ? body.permission : '*';
  const who = body.who === 'app' ? (site.state.installations.all()[0]?.accountId ?? '') : wordOf(body.who);
  const others = (project.denied[who] ?? []).filter((each) => each !== permission && permission !== '*');
  project.denied[who] = body.granted === false ? [...others, permission] : others;
  // This one nobody has by himself: it comes with the role.
  if (permission === 'ADMINISTER_PROJECTS' && body.granted !== false)
    project.roles.Administrators = [...new Set([...(project.roles.Administrators ?? []), who])];
  site.state.projects.put(project);
  return { project: project.key, denied: project.denied };
}

/** `{user, member}`: puts somebody into a group (made when it is new) or takes them out. `user: "app"` is the add-on's. */
function setMember(site: Site, group: string, body: JsonObject): unknown {
  const id = body.user === 'app' ? (site.state.installations.all()[0]?.accountId ?? '') : wordOf(body.user);
  const user = site.state.users.find(id);
  if (!user) throw notFound(`There is no user '${id}'.`);
  if (!site.state.groups.all().some(({ name }) => name === group))
    site.state.groups.put({ id: nextId(site.state, 'group'), name: group, description: '' });
  const others = user.groups.filter((each) => each !== group);
  site.state.users.put({ ...user, groups: body.member === false ? others : [...others, group] });
  return { user: user.id, groups: site.state.users.get(user.id).groups };
}

/** `{project, issueType?, user?}`: moves an issue as a person does; its id stays, its key changes. */
function move(site: Site, { params, body }: ControlCall): unknown {
  const issue = findIssue(site, params.issue ?? '');
  if (!issue) throw notFound(`There is no issue '${params.issue ?? ''}'.`);
  const project = body.project === undefined ? site.state.projects.get(issue.projectId) : projectOf(site, body.project);
  const type = project.types.find(({ typeId }) =>
    body.issueType === undefined ? typeId === issue.typeId : site.state.issueTypes.get(typeId).name === body.issueType,
  );
  const target = type ?? (body.issueType === undefined ? project.types[0] : undefined);
  if (!target) throw badRequest(`${project.key} has no issue type '${wordOf(body.issueType)}'.`);
  moveIssue(site, { actor: personFor(site, body.user), trace: null }, issue, project, target.typeId);
  return { id: issue.id, key: issue.key };
}

/** `{archived?: false, user?}`: puts an issue into the archive, or takes it out again. */
function archive(site: Site, { params, body }: ControlCall): unknown {
  const issue = findIssue(site, params.issue ?? '');
  if (!issue) throw notFound(`There is no issue '${params.issue ?? ''}'.`);
  setArchived(site, { actor: personFor(site, body.user), trace: null }, issue, body.archived !== false);
  return { id: issue.id, key: issue.key, archived: issue.archived !== undefined };
}

function personFor(site: Site, accountId: unknown): UserRecord {
  const named = typeof accountId === 'string' ? site.state.users.find(accountId) : null;
  const person = named ?? site.state.users.all().find((user) => administers(site, user));
  if (!person) throw notFound('There is nobody to do it.');
  return person;
}

/** `{value, parent?}`: a new option; with `parent` (a value) below that one of a cascading field. */
function addOption(site: Site, field: FieldRecord, body: JsonObject): unknown {
  const option = { id: nextId(site.state, 'option'), value: wordOf(body.value), disabled: false, children: [] };
  const parent = body.parent === undefined ? null : field.options.find(({ value }) => value === body.parent);
  if (parent === undefined) throw notFound(`${field.name} has no option '${wordOf(body.parent)}'.`);
  (parent?.children ?? field.options).push(option);
  site.state.fields.put(field);
  return option;
}

/** `{value?, disabled?}`; the option is named by its id or value. A disabled one can no longer be chosen. */
function changeOption(site: Site, field: FieldRecord, name: string | undefined, body: JsonObject): unknown {
  const all = field.options.flatMap((option) => [option, ...option.children]);
  const option = all.find(({ id, value }) => id === name || value === name);
  if (!option) throw notFound(`${field.name} has no option '${name ?? ''}'.`);
  if (typeof body.value === 'string') option.value = body.value;
  if (typeof body.disabled === 'boolean') option.disabled = body.disabled;
  site.state.fields.put(field);
  return option;
}

/** `{issueType, create?, edit?}`: lists of field ids, `!` behind one makes it required. */
function setScreen(site: Site, project: ProjectRecord, body: JsonObject): unknown {
  const type = project.types.find(({ typeId }) => site.state.issueTypes.get(typeId).name === body.issueType);
  if (!type) throw badRequest(`${project.key} has no issue type '${wordOf(body.issueType)}'.`);
  if (Array.isArray(body.create)) type.create = screenOf(stringsOf(body.create));
  if (Array.isArray(body.edit)) type.edit = screenOf(stringsOf(body.edit));
  site.state.projects.put(project);
  return type;
}

/** `{active?, displayName?}`: somebody leaves, or changes their name. */
function changeUser(site: Site, accountId: string, body: JsonObject): unknown {
  const user = site.state.users.find(accountId);
  if (!user) throw notFound(`There is no user '${accountId}'.`);
  return site.state.users.put({
    ...user,
    active: typeof body.active === 'boolean' ? body.active : user.active,
    displayName: typeof body.displayName === 'string' ? body.displayName : user.displayName,
  });
}
