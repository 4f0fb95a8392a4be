import { get, type JiraRequest } from '../http/request';

const PROJECT = '/rest/api/3/project/{projectIdOrKey}';
const TYPES = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes';

export const projectPage = (query: string, startAt: number, maxResults: number): JiraRequest =>
  get('/rest/api/3/project/search', {}, { query: query === '' ? null : query, startAt, maxResults });

export const project = (key: string): JiraRequest => get(PROJECT, { projectIdOrKey: key });
export const projectStatuses = (key: string): JiraRequest => get(`${PROJECT}/statuses`, { projectIdOrKey: key });
export const projectComponents = (key: string): JiraRequest => get(`${PROJECT}/components`, { projectIdOrKey: key });
export const projectVersions = (key: string): JiraRequest => get(`${PROJECT}/versions`, { projectIdOrKey: key });

export const projectSecurityScheme = (key: string): JiraRequest =>
  get('/rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme', { projectKeyOrId: key });
export const projectLevels = (key: string): JiraRequest =>
  get('/rest/api/3/project/{projectKeyOrId}/securitylevel', { projectKeyOrId: key });

export const fields = (): JiraRequest => get('/rest/api/3/field');
export const resolutionPage = (startAt: number): JiraRequest =>
  get('/rest/api/3/resolution/search', {}, { startAt, maxResults: 50 });

/** The project's own scheme. Deprecated, but what Jira names instead (`/priorityscheme`) is closed to Connect apps. */
export const priorityPage = (projectId: string, startAt: number): JiraRequest =>
  get('/rest/api/3/priority/search', {}, { projectId, startAt, maxResults: 50 });

export const createTypesPage = (projectKey: string, startAt: number): JiraRequest =>
  get(TYPES, { projectIdOrKey: projectKey }, { startAt, maxResults: 100 });
export const createFieldsPage = (projectKey: string, issueTypeId: string, startAt: number): JiraRequest =>
  get(`${TYPES}/{issueTypeId}`, { projectIdOrKey: projectKey, issueTypeId }, { startAt, maxResults: 100 });
