import type { Site } from './site';
import { badRequest, forbidden, issueNotFound, notFound } from './http/faults';
import { findIssue } from './issues/find';
import type { IssueRecord, ProjectRecord, SecurityLevelRecord, UserRecord } from './store/records';

export const GLOBAL_PERMISSIONS = [
  'ADMINISTER',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'BULK_CHANGE',
  'USER_PICKER',
] as const;

export const PROJECT_PERMISSIONS = [
  'ADMINISTER_PROJECTS',
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'DELETE_ISSUES',
  'MOVE_ISSUES',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'CLOSE_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'SCHEDULE_ISSUES',
  'MODIFY_REPORTER',
  'SET_ISSUE_SECURITY',
  'LINK_ISSUES',
  'ADD_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'CREATE_ATTACHMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'DELETE_OWN_ATTACHMENTS',
  'WORK_ON_ISSUES',
  'EDIT_ALL_WORKLOGS',
  'EDIT_OWN_WORKLOGS',
  'DELETE_ALL_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
] as const;

export type ProjectPermission = (typeof PROJECT_PERMISSIONS)[number];

export const ADMIN_GROUP = 'site-admins';

/** Jira administration: people in the admin group; an add-on's user when its descriptor asks for ADMIN. */
export function administers(site: Site, user: UserRecord): boolean {
  if (user.accountType !== 'app') return user.active && user.groups.includes(ADMIN_GROUP);
  const installation = site.state.installations.all().find((each) => each.accountId === user.id);
  return installation?.scopes.includes('ADMIN') ?? false;
}

/**
 * Everybody may do everything in a project but administer it, unless it was taken away (`denied`). The user of an add-on
 * stands in the role that Jira gives add-ons, which administers projects too.
 */
export function may(site: Site, user: UserRecord, project: ProjectRecord, permission: ProjectPermission): boolean {
  if (!user.active || user.accountType === 'customer') return false;
  const holders = [user.id, ...user.groups.map((group) => `group:${group}`)];
  const taken = holders.flatMap((holder) => project.denied[holder] ?? []);
  if (taken.includes('*') || taken.includes(permission)) return false;
  if (permission !== 'ADMINISTER_PROJECTS') return true;
  return user.accountType === 'app' || administers(site, user) || inRole(user, project, 'Administrators');
}

export const inRole = (user: UserRecord, project: ProjectRecord, role: string): boolean =>
  (project.roles[role] ?? []).some(
    (member) => member === user.id || user.groups.some((group) => member === `group:${group}`),
  );

/** Whether the issue's security level lets this user see it. */
function clears(user: UserRecord, project: ProjectRecord, issue: IssueRecord): boolean {
  const level = project.securityLevels.find((each) => each.id === issue.fields.security);
  return !level || isIn(user, level);
}

export function isIn(user: UserRecord, level: SecurityLevelRecord): boolean {
  return level.accountIds.includes(user.id) || level.groups.some((group) => user.groups.includes(group));
}

/** A data security policy with an app access rule: apps get nothing of what people wrote in the project. */
export const isBlocked = (site: Site, user: UserRecord, project: ProjectRecord): boolean =>
  user.accountType === 'app' && site.settings.blockedProjects.includes(project.key);

export function sees(site: Site, user: UserRecord, issue: IssueRecord): boolean {
  const project = site.state.projects.get(issue.projectId);
  return !isBlocked(site, user, project) && may(site, user, project, 'BROWSE_PROJECTS') && clears(user, project, issue);
}

/** The issue, or the 404 that does not tell a hidden issue from one that never was. */
export function getIssue(site: Site, user: UserRecord, idOrKey: string): IssueRecord {
  const issue = findIssue(site, idOrKey);
  if (!issue || !sees(site, user, issue)) throw issueNotFound();
  return issue;
}

export function getProject(site: Site, user: UserRecord, idOrKey: string): ProjectRecord {
  const project = site.state.projects.all().find((each) => each.id === idOrKey || each.key === idOrKey.toUpperCase());
  if (!project || !may(site, user, project, 'BROWSE_PROJECTS'))
    throw notFound(`No project could be found with key '${idOrKey}'.`);
  return project;
}

const WORDS: Partial<Record<ProjectPermission, string>> = {
  EDIT_ISSUES: 'You do not have permission to edit issues in this project.',
  DELETE_ISSUES: 'You do not have permission to delete issues in this project.',
  ADD_COMMENTS: 'You do not have the permission to comment on this issue.',
  CREATE_ATTACHMENTS: 'You do not have permission to create attachments for this issue.',
  LINK_ISSUES: 'No Link Issue Permission for issue.',
};

export function demandUnarchived(issue: IssueRecord): void {
  if (issue.archived) throw badRequest(`Issue ${issue.key} is archived. Archived issues cannot be changed.`);
}

export function demand(site: Site, user: UserRecord, issue: IssueRecord, permission: ProjectPermission): void {
  demandUnarchived(issue);
  if (may(site, user, site.state.projects.get(issue.projectId), permission)) return;
  throw forbidden(WORDS[permission] ?? `You do not have the ${permission} permission for this issue.`);
}
