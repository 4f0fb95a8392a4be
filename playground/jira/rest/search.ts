import type { Router } from 'express';
import { query, queryList, routes, type Call } from '../http/call';
import { badRequest, HttpFault } from '../http/faults';
import type { Jql } from '../jql/ast';
import { compile, jqlAt, parsed } from '../jql/match';
import { sorter } from '../jql/sort';
import { stringsOf, type JsonObject } from '../json';
import { sees } from '../permissions';
import type { Site } from '../site';
import type { IssueRecord } from '../store/records';
import { COMMENTS_IN_LIST, showIssue, type IssueWant } from './show/issue';
import { namesIn, wantedFields } from './wanted-fields';

export const searchRoutes = (site: Site): Router =>
  routes(site, {
    'get /search/jql': (call) => answer(call, requestOfQuery(call)),
    'post /search/jql': (call) => answer(call, requestOfBody(call.body)),
    'post /search/approximate-count': count,
    'get /search': gone,
    'post /search': gone,
  });

interface SearchRequest {
  readonly jql: string;
  readonly maxResults: number;
  readonly from: number;
  readonly want: IssueWant;
  readonly reconcile: readonly string[];
}

const MOST_RECONCILED = 50;

const idsOf = (values: readonly unknown[]): string[] => values.map(String);

function requestOf(parts: {
  jql: string;
  maxResults: number | null;
  token: string | null;
  fields: string[];
  properties: string[];
  expand: string[];
  reconcile: string[];
}): SearchRequest {
  const onlyIds = parts.fields.every((field) => field === 'id' || field === 'key');
  if (parts.properties.length > 5) throw badRequest('No more than 5 properties can be asked for.');
  if (parts.reconcile.length > MOST_RECONCILED) throw badRequest('No more than 50 issues can be reconciled.');
  return {
    jql: parts.jql,
    // Jira gives up to 5000 when only ids and keys are asked for, and far fewer otherwise.
    maxResults: Math.min(parts.maxResults ?? 50, onlyIds ? 5_000 : 100),
    from: parts.token === null ? 0 : offsetOf(parts.token, parts.jql),
    want: {
      fields: wantedFields(parts.fields, ['id']),
      properties: parts.properties,
      expand: parts.expand,
      comments: COMMENTS_IN_LIST,
    },
    reconcile: parts.reconcile,
  };
}

function requestOfBody(body: JsonObject): SearchRequest {
  const { jql, maxResults, nextPageToken, reconcileIssues } = body;
  return requestOf({
    jql: typeof jql === 'string' ? jql : '',
    maxResults: typeof maxResults === 'number' ? maxResults : null,
    token: typeof nextPageToken === 'string' ? nextPageToken : null,
    fields: stringsOf(body.fields),
    properties: stringsOf(body.properties),
    expand: namesIn(body.expand),
    reconcile: Array.isArray(reconcileIssues) ? idsOf(reconcileIssues) : [],
  });
}

function requestOfQuery(call: Call): SearchRequest {
  const maxResults = query(call, 'maxResults');
  return requestOf({
    jql: query(call, 'jql') ?? '',
    maxResults: maxResults === null ? null : Number(maxResults),
    token: query(call, 'nextPageToken'),
    fields: queryList(call, 'fields'),
    properties: queryList(call, 'properties'),
    expand: queryList(call, 'expand'),
    reconcile: queryList(call, 'reconcileIssues'),
  });
}

/** A page token holds where the next page starts and for which query; another query cannot use it. */
const tokenOf = (offset: number, jql: string): string =>
  Buffer.from(JSON.stringify([offset, jql])).toString('base64url');

function offsetOf(token: string, jql: string): number {
  try {
    const [offset, made] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [number, string];
    if (made === jql && Number.isInteger(offset)) return offset;
  } catch {
    // An unreadable token is told the same way as one of another query.
  }
  throw badRequest('The nextPageToken is invalid or has expired.');
}

function answer(call: Call, request: SearchRequest): void {
  const found = find(call, request.jql, request.reconcile);
  const page = found.slice(request.from, request.from + request.maxResults);
  const end = request.from + page.length;
  const isLast = end >= found.length;
  const issues = page.map((issue) => trimmed(showIssue(call.site, issue, call.user, request.want)));
  call.res.json({
    issues,
    ...merged(issues, 'names'),
    ...merged(issues, 'schema'),
    ...(isLast ? {} : { nextPageToken: tokenOf(end, request.jql) }),
    isLast,
  });
}

/** In search answers, an issue of which only the id was asked has no `fields`. */
function trimmed(issue: JsonObject): JsonObject {
  const { fields, ...rest } = issue;
  return fields && Object.keys(fields).length === 0 ? rest : issue;
}

/** `names` and `schema` stand once beside the issues. */
function merged(issues: JsonObject[], part: 'names' | 'schema'): JsonObject {
  const parts = issues.map((issue) => issue[part]).filter((each) => each !== undefined);
  for (const issue of issues) delete issue[part];
  return parts.length === 0 ? {} : { [part]: Object.assign({}, ...parts) as JsonObject };
}

function bounded(site: Site, text: string): Jql {
  const jql = parsed(site, text);
  if (jql.where === null)
    throw badRequest('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  if (jql.orderBy.length > 7) throw badRequest('No more than 7 fields can be ordered by.');
  return jql;
}

/** Matching by the index, which may lag; reconciled issues are matched as they are. */
function find(call: Call, text: string, reconcile: readonly string[]): IssueRecord[] {
  const { site, user } = call;
  const { where, orderBy } = bounded(site, text);
  const at = jqlAt(site, user);
  const [test, compare] = [compile(at, where), sorter(at, orderBy)];
  const now = site.clock.now();
  const matches = (issue: IssueRecord): boolean => {
    const view = reconcile.includes(issue.id) ? issue : site.index.view(issue, now);
    return view !== null && test(view) && !issue.archived && sees(site, user, issue);
  };
  return site.state.issues.all().filter(matches).sort(compare);
}

function count(call: Call): void {
  const { jql } = call.body;
  call.res.json({ count: find(call, typeof jql === 'string' ? jql : '', []).length });
}

function gone(): never {
  throw new HttpFault(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
}
