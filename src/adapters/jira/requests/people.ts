import { ask, get, type JiraRequest } from '../http/request';

export const myself = (): JiraRequest => get('/rest/api/3/myself');

export const usersById = (accountIds: readonly string[]): JiraRequest =>
  get('/rest/api/3/user/bulk', {}, { accountId: accountIds, maxResults: accountIds.length });

export const searchUsers = (query: string, maxResults: number): JiraRequest =>
  get('/rest/api/3/user/search', {}, { query, maxResults });

export const checkGlobal = (accountId: string, permission: string): JiraRequest =>
  ask('/rest/api/3/permissions/check', { accountId, globalPermissions: [permission] });

/** Permissions are asked by the numeric ids of projects and issues. */
export const checkProject = (
  accountId: string,
  permissions: readonly string[],
  on: { readonly projects?: readonly number[]; readonly issues?: readonly number[] },
): JiraRequest =>
  ask('/rest/api/3/permissions/check', {
    accountId,
    projectPermissions: [{ permissions, ...on }],
  });
