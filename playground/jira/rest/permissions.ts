import type { Router } from 'express';
import { query, queryList, routes, type Call } from '../http/call';
import { badRequest } from '../http/faults';
import { isObject, stringsOf, type Json, type JsonObject } from '../json';
import {
  administers,
  getIssue,
  getProject,
  GLOBAL_PERMISSIONS,
  may,
  PROJECT_PERMISSIONS,
  sees,
  type ProjectPermission,
} from '../permissions';
import type { Site } from '../site';
import type { ProjectRecord, UserRecord } from '../store/records';

export const permissionRoutes = (site: Site): Router =>
  routes(site, { 'post /permissions/check': check, 'get /mypermissions': mine, 'get /permissions': all });

const isProjectPermission = (name: string): name is ProjectPermission =>
  PROJECT_PERMISSIONS.some((each) => each === name);
const isGlobal = (name: string): boolean => GLOBAL_PERMISSIONS.some((each) => each === name);

const holdsGlobal = (site: Site, user: UserRecord, name: string): boolean =>
  name === 'ADMINISTER' ? administers(site, user) : user.active;

/** Asking for another user than oneself needs Administer Jira; an add-on may always ask. */
function check(call: Call): void {
  const { site, body } = call;
  const { accountId } = body;
  const user = typeof accountId === 'string' ? site.state.users.find(accountId) : call.user;
  const globals = stringsOf(body.globalPermissions);
  const unknown = globals.find((name) => !isGlobal(name));
  if (unknown !== undefined) throw badRequest(`Unrecognized permission: ${unknown}`);
  const requests = Array.isArray(body.projectPermissions) ? body.projectPermissions.filter(isObject) : [];
  call.res.json({
    globalPermissions: user ? globals.filter((name) => holdsGlobal(site, user, name)) : [],
    projectPermissions: requests.flatMap((request) => granted(site, user, request)),
  });
}

function granted(site: Site, user: UserRecord | null, request: JsonObject): JsonObject[] {
  const names = stringsOf(request.permissions);
  if (names.length === 0) throw badRequest('At least one project permission must be given.');
  const [projects, issues] = [idsOf(request.projects), idsOf(request.issues)];
  return names.map((permission) => {
    if (!isProjectPermission(permission)) throw badRequest(`Unrecognized permission: ${permission}`);
    const holds = (project: ProjectRecord | null): boolean =>
      user !== null && project !== null && may(site, user, project, permission);
    return {
      permission,
      projects: projects.filter((id) => holds(site.state.projects.find(String(id)))),
      issues: issues.filter((id) => {
        const issue = site.state.issues.find(String(id));
        return (
          issue !== null && user !== null && sees(site, user, issue) && holds(site.state.projects.find(issue.projectId))
        );
      }),
    };
  });
}

const idsOf = (json: Json | undefined): number[] =>
  Array.isArray(json) ? json.map(Number).filter(Number.isInteger) : [];

function mine(call: Call): void {
  const { site, user } = call;
  const names = queryList(call, 'permissions');
  if (names.length === 0) throw badRequest("The 'permissions' query parameter is required.");
  const project = projectAsked(call);
  const permissions = names.map((name) => {
    if (!isGlobal(name) && !isProjectPermission(name)) throw badRequest(`Unrecognized permission: ${name}`);
    const candidates = project ? [project] : site.state.projects.all();
    const have = isProjectPermission(name)
      ? candidates.some((each) => may(site, user, each, name))
      : holdsGlobal(site, user, name);
    return [name, { ...showPermission(name), havePermission: have }] as const;
  });
  call.res.json({ permissions: Object.fromEntries(permissions) });
}

function projectAsked(call: Call): ProjectRecord | null {
  const issue = query(call, 'issueKey') ?? query(call, 'issueId');
  if (issue !== null) return call.site.state.projects.get(getIssue(call.site, call.user, issue).projectId);
  const project = query(call, 'projectKey') ?? query(call, 'projectId');
  return project === null ? null : getProject(call.site, call.user, project);
}

function showPermission(key: string): JsonObject {
  const words = key.toLowerCase().replace(/_/g, ' ');
  const rank = [...GLOBAL_PERMISSIONS, ...PROJECT_PERMISSIONS].findIndex((each) => each === key);
  return {
    id: String(rank),
    key,
    name: words.charAt(0).toUpperCase() + words.slice(1),
    type: isGlobal(key) ? 'GLOBAL' : 'PROJECT',
    description: '',
  };
}

function all(call: Call): void {
  const names = [...GLOBAL_PERMISSIONS, ...PROJECT_PERMISSIONS];
  call.res.json({ permissions: Object.fromEntries(names.map((name) => [name, showPermission(name)])) });
}
