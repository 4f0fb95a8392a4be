import type { Router } from 'express';
import { param, query, queryList, routes, type Call } from '../http/call';
import { pageBean, windowOf } from '../http/page';
import type { JsonObject } from '../json';
import { forbidden, notFound } from '../http/faults';
import { getProject, isBlocked, isIn, may } from '../permissions';
import type { Site } from '../site';
import type { ProjectRecord, SecurityLevelRecord } from '../store/records';
import { statusesOf, workflowOf } from '../workflow';
import { showComponent, showIssueType, showProjectRef, showStatus, showVersion } from './show/named';
import { showUser } from './show/user';

export const projectRoutes = (site: Site): Router =>
  routes(site, {
    'get /project': (call) => void call.res.json(visible(call).map((project) => showProject(site, project))),
    'get /project/search': search,
    'get /project/:project': get,
    'get /project/:project/statuses': statuses,
    'get /project/:project/issuesecuritylevelscheme': securityScheme,
    'get /project/:project/securitylevel': securityLevels,
    'get /project/:project/components': (call) => void call.res.json(componentsOf(call)),
    'get /project/:project/component': (call) =>
      void call.res.json(pageBean(call, componentsOf(call), windowOf(call, 50, 50), (each) => each)),
    'get /project/:project/versions': (call) => void call.res.json(versionsOf(call)),
    'get /project/:project/version': (call) =>
      void call.res.json(pageBean(call, versionsOf(call), windowOf(call, 50, 50), (each) => each)),
  });

const projectOf = (call: Call): ProjectRecord => getProject(call.site, call.user, param(call, 'project'));

const visible = ({ site, user }: Call): ProjectRecord[] =>
  site.state.projects.all().filter((project) => may(site, user, project, 'BROWSE_PROJECTS'));

const showProject = (site: Site, project: ProjectRecord): JsonObject => ({
  expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
  ...showProjectRef(site, project),
  style: 'classic',
  isPrivate: false,
  properties: {},
});

function search(call: Call): void {
  const text = (query(call, 'query') ?? '').toLowerCase();
  const [keys, ids] = [queryList(call, 'keys'), queryList(call, 'id')];
  const found = visible(call)
    .filter(({ name, key }) => `${key} ${name}`.toLowerCase().includes(text))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .sort((a, b) => a.key.localeCompare(b.key));
  call.res.json(pageBean(call, found, windowOf(call, 50, 100), (project) => showProject(call.site, project)));
}

function get(call: Call): void {
  const project = projectOf(call);
  const { site } = call;
  call.res.json({
    ...showProject(site, project),
    description: '',
    lead: leadOf(site, project),
    components: componentsOf(call),
    issueTypes: project.types.map(({ typeId }) => showIssueType(site, site.state.issueTypes.get(typeId))),
    assigneeType: 'UNASSIGNED',
    versions: versionsOf(call),
    roles: Object.fromEntries(
      Object.keys(project.roles).map((role, index) => [
        role,
        `${site.url}/rest/api/3/project/${project.id}/role/${10_002 + index}`,
      ]),
    ),
  });
}

const showLevel = (site: Site, { id, name }: SecurityLevelRecord): JsonObject => ({
  self: `${site.url}/rest/api/3/securitylevel/${id}`,
  id,
  name,
  description: '',
});

/** For those who administer the project. A project without a scheme has none to show. */
function securityScheme(call: Call): void {
  const { site, user } = call;
  const project = projectOf(call);
  if (!may(site, user, project, 'ADMINISTER_PROJECTS'))
    throw forbidden('You need to administer this project to perform this operation.');
  if (project.securityLevels.length === 0) throw notFound('The project has no issue security scheme.');
  call.res.json({
    self: `${site.url}/rest/api/3/issuesecurityschemes/${project.id}`,
    id: Number(project.id),
    name: `${project.key} issue security scheme`,
    description: '',
    levels: project.securityLevels.map((level) => showLevel(site, level)),
  });
}

/** Those that the caller may see; a data security policy closes the list to apps. */
function securityLevels(call: Call): void {
  const { site, user } = call;
  const project = projectOf(call);
  if (isBlocked(site, user, project)) throw forbidden('The app is not allowed to access this content.');
  const maySet = may(site, user, project, 'SET_ISSUE_SECURITY');
  const levels = project.securityLevels.filter((level) => maySet && isIn(user, level));
  call.res.json({ levels: levels.map((level) => showLevel(site, level)) });
}

function leadOf(site: Site, project: ProjectRecord): JsonObject {
  const { self, accountId, avatarUrls, displayName, active } = showUser(site, project.leadId);
  return {
    self: self ?? null,
    accountId: accountId ?? null,
    avatarUrls: avatarUrls ?? null,
    displayName: displayName ?? null,
    active: active ?? null,
  };
}

/** Issue types with the statuses of their workflows. */
function statuses(call: Call): void {
  const { site } = call;
  const project = projectOf(call);
  const shown = project.types.map(({ typeId }) => {
    const type = showIssueType(site, site.state.issueTypes.get(typeId));
    const workflow = workflowOf(site, project.id, typeId);
    return {
      self: type.self,
      id: type.id,
      name: type.name,
      subtask: type.subtask,
      statuses: statusesOf(workflow).map((id) => showStatus(site, site.state.statuses.get(id))),
    };
  });
  call.res.json(shown);
}

function componentsOf(call: Call): JsonObject[] {
  const project = projectOf(call);
  return call.site.state.components.of(project.id).map((component) => ({
    ...showComponent(call.site, component),
    assigneeType: 'PROJECT_DEFAULT',
    realAssigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: false,
    project: project.key,
    projectId: Number(project.id),
  }));
}

function versionsOf(call: Call): JsonObject[] {
  const project = projectOf(call);
  return call.site.state.versions
    .of(project.id)
    .map((version) => ({ ...showVersion(call.site, version), projectId: Number(project.id) }));
}
