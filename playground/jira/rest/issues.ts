import type { Router } from 'express';
import { flag, param, query, queryList, routes, type Call } from '../http/call';
import { badRequest, forbidden, HttpFault } from '../http/faults';
import { setArchived } from '../issues/archive-issue';
import { createIssue } from '../issues/create-issue';
import { editIssue } from '../issues/edit-issue';
import { removeIssue } from '../issues/remove-issue';
import { transitionIssue } from '../issues/transition-issue';
import { isObject, objectOf, stringsOf, wordOf, type Json, type JsonObject } from '../json';
import { administers, getIssue, sees } from '../permissions';
import { findIssue } from '../issues/find';
import type { Site } from '../site';
import type { IssueRecord } from '../store/records';
import { availableTransitions } from '../workflow';
import { showEditMeta } from './meta';
import { COMMENTS_IN_ISSUE, COMMENTS_IN_LIST, showIssue } from './show/issue';
import { showTransition } from './show/transition';
import { namesIn, wantedFields } from './wanted-fields';

const PROPERTIES_LIMIT = 5;

export const issueRoutes = (site: Site): Router =>
  routes(site, {
    'post /issue': create,
    'post /issue/bulk': createMany,
    'post /issue/bulkfetch': bulkFetch,
    'put /issue/archive': (call) => archive(call, true),
    'put /issue/unarchive': (call) => archive(call, false),
    'get /issue/:issue': get,
    'put /issue/:issue': edit,
    'delete /issue/:issue': remove,
    'put /issue/:issue/assignee': assign,
    'get /issue/:issue/editmeta': editMeta,
    'get /issue/:issue/transitions': listTransitions,
    'post /issue/:issue/transitions': transition,
  });

export const issueOf = (call: Call): IssueRecord => getIssue(call.site, call.user, param(call, 'issue'));

function created({ site, cause }: Call, body: JsonObject): JsonObject {
  const issue = createIssue(site, cause, body);
  const { transition: wish } = body;
  if (isObject(wish)) transitionIssue(site, cause, issue, { transition: wish });
  return { id: issue.id, key: issue.key, self: `${site.url}/rest/api/3/issue/${issue.id}` };
}

function create(call: Call): void {
  call.res.status(201).json(created(call, call.body));
}

/** Up to 50; each stands for itself, and 201 is the answer when at least one was made. */
function createMany(call: Call): void {
  const updates = Array.isArray(call.body.issueUpdates) ? call.body.issueUpdates : [];
  if (updates.length === 0 || updates.length > 50) throw badRequest('Between 1 and 50 issues can be created at once.');
  const issues: JsonObject[] = [];
  const errors: JsonObject[] = [];
  updates.forEach((update, index) => {
    try {
      issues.push(created(call, objectOf(update)));
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      const elementErrors = { errorMessages: [...error.messages], errors: { ...error.errors } };
      errors.push({ status: error.status, elementErrors, failedElementNumber: index });
    }
  });
  call.res.status(issues.length > 0 ? 201 : 400).json({ issues, errors });
}

function get(call: Call): void {
  const want = {
    fields: wantedFields(queryList(call, 'fields'), ['*all']),
    properties: queryList(call, 'properties'),
    expand: queryList(call, 'expand'),
    comments: COMMENTS_IN_ISSUE,
  };
  call.res.json(showIssue(call.site, issueOf(call), call.user, want));
}

function edit(call: Call): void {
  const issue = issueOf(call);
  editIssue(call.site, call.cause, issue, call.body, {
    notifyUsers: flag(call, 'notifyUsers', true),
    overrideScreenSecurity: flag(call, 'overrideScreenSecurity', false),
  });
  if (!flag(call, 'returnIssue', false)) {
    call.res.status(204).end();
    return;
  }
  const want = {
    fields: wantedFields([], ['*all']),
    properties: [],
    expand: queryList(call, 'expand'),
    comments: COMMENTS_IN_ISSUE,
  };
  call.res.json(showIssue(call.site, issue, call.user, want));
}

function remove(call: Call): void {
  removeIssue(call.site, call.cause, issueOf(call), flag(call, 'deleteSubtasks', false));
  call.res.status(204).end();
}

function assign(call: Call): void {
  const { accountId } = call.body;
  const assignee = accountId === null || accountId === '-1' ? null : { accountId: accountId ?? null };
  editIssue(
    call.site,
    call.cause,
    issueOf(call),
    { fields: { assignee } },
    { notifyUsers: true, overrideScreenSecurity: false },
  );
  call.res.status(204).end();
}

function editMeta(call: Call): void {
  call.res.json(showEditMeta(call.site, issueOf(call), call.user));
}

function listTransitions(call: Call): void {
  const issue = issueOf(call);
  const withFields = queryList(call, 'expand').includes('transitions.fields');
  const wanted = query(call, 'transitionId');
  const all = availableTransitions(call.site, call.user, issue).filter(({ id }) => wanted === null || id === wanted);
  call.res.json({
    expand: 'transitions',
    transitions: all.map((each) => showTransition(call.site, issue, call.user, each, withFields)),
  });
}

function transition(call: Call): void {
  transitionIssue(call.site, call.cause, issueOf(call), call.body);
  call.res.status(204).end();
}

const MOST_ARCHIVED = 1_000;

/** For those who administer Jira; sub-tasks go with their parent only. */
function archive(call: Call, archived: boolean): void {
  const { site, user } = call;
  if (!administers(site, user)) throw forbidden('Only admins can archive or unarchive issues. Access denied.');
  const names = stringsOf(call.body.issueIdsOrKeys);
  if (names.length > MOST_ARCHIVED)
    throw new HttpFault(412, ['The number of issues to archive or unarchive exceeds the hard limit of 1000.']);
  const found = names.map((name) => ({ name, issue: findIssue(site, name) }));
  const missing = found.filter(({ issue }) => issue === null).map(({ name }) => name);
  const whole = found.flatMap(({ issue }) => (issue && wordOf(issue.fields.parent) === '' ? [issue] : []));
  if (whole.length === 0) throw badRequest('No valid issue to archive or unarchive. Bad request.');
  for (const issue of whole) setArchived(site, call.cause, issue, archived);
  const issuesNotFound = { count: missing.length, issueIdsOrKeys: missing, message: 'Issue not found.' };
  const errors = missing.length === 0 ? {} : { issuesNotFound };
  call.res.json({ numberOfIssuesUpdated: whole.length, errors });
}

/** Up to 100, in ascending order of their ids; one that cannot be seen is left out without a word, as Jira does. */
function bulkFetch(call: Call): void {
  const names = listOf(call.body.issueIdsOrKeys).map(String);
  if (names.length === 0 || names.length > 100) throw badRequest('Between 1 and 100 issue ids or keys must be given.');
  const properties = stringsOf(call.body.properties);
  if (properties.length > PROPERTIES_LIMIT) throw badRequest('No more than 5 properties can be asked for.');
  const found = new Set(names.map((name) => findIssue(call.site, name)));
  const seen = [...found].filter((issue): issue is IssueRecord => issue !== null && sees(call.site, call.user, issue));
  const want = {
    fields: wantedFields(stringsOf(call.body.fields), ['*navigable']),
    properties,
    expand: namesIn(call.body.expand),
    comments: COMMENTS_IN_LIST,
  };
  const issues = seen
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((issue) => showIssue(call.site, issue, call.user, want));
  call.res.json({ issues, issueErrors: [] });
}

const listOf = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : []);
