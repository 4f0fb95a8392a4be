import { type Json } from '../../../core/model';
import { ask, get, type JiraRequest, post, put, remove } from '../http/request';
import { ISSUE_MARK, LINK_ALIAS } from './marks';

const ISSUE = '/rest/api/3/issue/{issueIdOrKey}';

/** `issues` are ids or keys. Only the named fields and properties come back. */
export const readIssue = (
  issueIdOrKey: string,
  fields: readonly string[],
  properties: readonly string[] = [],
  expand: string | null = null,
): JiraRequest =>
  get(
    ISSUE,
    { issueIdOrKey },
    { fields: fields.join(','), properties: properties.length === 0 ? null : properties.join(','), expand },
  );

export interface NewIssue {
  readonly linkId: string;
  readonly side: string;
  readonly project: string;
  readonly issueType: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly trace: string;
}

/** Creates the issue with its mark in the same call, so that a lost answer cannot make a twin. */
export const createIssue = ({ linkId, side, project, issueType, fields, trace }: NewIssue): JiraRequest =>
  post(
    '/rest/api/3/issue',
    {},
    {
      fields: { ...fields, project: { key: project }, issuetype: { name: issueType } },
      properties: [{ key: ISSUE_MARK, value: { link: linkId, side } }],
    },
    { trace },
  );

export interface Edit {
  readonly issueId: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly update: Readonly<Record<string, readonly Json[]>>;
  /** Ask Jira to send no mail about it; needs the right to administer the project. */
  readonly silent: boolean;
  readonly trace: string;
}

/** All fields of a plan in one request, which is answered with the new state. */
export const editIssue = ({ issueId, fields, update, silent, trace }: Edit): JiraRequest =>
  put(
    ISSUE,
    { issueIdOrKey: issueId },
    {
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
      ...(Object.keys(update).length === 0 ? {} : { update }),
    },
    { issueId, trace, query: { notifyUsers: silent ? false : null, returnIssue: true } },
  );

/** Sub-tasks are never deleted with it: Jira then refuses, and people are told. */
export const removeIssue = (issueId: string, trace: string): JiraRequest =>
  remove(ISSUE, { issueIdOrKey: issueId }, null, { issueId, trace, query: { deleteSubtasks: false } });

export const changelogPage = (issueIdOrKey: string, startAt: number): JiraRequest =>
  get('/rest/api/3/issue/{issueIdOrKey}/changelog', { issueIdOrKey }, { startAt, maxResults: 100 });

/** One page of a search; `jql` must be bounded, as Jira refuses a search over everything. */
export const searchPage = (
  jql: string,
  fields: readonly string[],
  maxResults: number,
  nextPageToken: string | null,
  properties: readonly string[] = [],
): JiraRequest =>
  ask('/rest/api/3/search/jql', {
    jql,
    fields,
    maxResults,
    ...(properties.length === 0 ? {} : { properties }),
    ...(nextPageToken === null ? {} : { nextPageToken }),
  });

/** Issues that carry the mark of this link; found by the alias that our descriptor registers for the property. */
export const searchByMark = (linkId: string): JiraRequest =>
  searchPage(`${LINK_ALIAS} = "${linkId}" ORDER BY created ASC`, ['id'], 10, null);

const quoted = (project: string): string => `"${project.replace(/["\\]/g, '\\$&')}"`;

/** The last issues of a project from before a time, in minutes before now. */
export const searchBefore = (project: string, minutes: number): JiraRequest =>
  searchPage(`project = ${quoted(project)} AND created <= -${minutes}m ORDER BY created DESC`, ['id'], 20, null);

/** Issues of a project that were created in a span of minutes before now, each with its mark. */
export const searchCreated = (
  project: string,
  minutes: { readonly from: number; readonly to: number },
  nextPageToken: string | null,
): JiraRequest => {
  const name = quoted(project);
  const until = minutes.to > 0 ? ` AND created <= -${minutes.to}m` : '';
  const jql = `project = ${name} AND created >= -${minutes.from}m${until} ORDER BY created ASC`;
  return searchPage(jql, ['id'], 100, nextPageToken, [ISSUE_MARK]);
};

/** Up to 100 issues at once; those that are not there, or not for us, are left out of the answer. */
export const fetchIssues = (
  issueIdsOrKeys: readonly string[],
  fields: readonly string[],
  properties: readonly string[],
): JiraRequest => ask('/rest/api/3/issue/bulkfetch', { issueIdsOrKeys, fields, properties });

/** An estimate; `jql` must be bounded. */
export const countIssues = (jql: string): JiraRequest => ask('/rest/api/3/search/approximate-count', { jql });

/** Which of the issues match the JQL now. */
export const matchJql = (issueIds: readonly string[], jql: string): JiraRequest =>
  ask('/rest/api/3/jql/match', { issueIds: issueIds.map(Number), jqls: [jql] });

export const parseJql = (jql: string): JiraRequest =>
  ask('/rest/api/3/jql/parse', { queries: [jql] }, { validation: 'strict' });
