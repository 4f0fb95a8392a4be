import type { Router } from 'express';
import { param, routes, type Call } from '../http/call';
import { badRequest, notFound } from '../http/faults';
import { pageBean, sliceOf, windowOf } from '../http/page';
import { findIssue } from '../issues/find';
import { checkProperty } from '../issues/properties';
import { writeProperty } from '../issues/write-property';
import { stringsOf, type Json } from '../json';
import { demand, sees } from '../permissions';
import type { Site } from '../site';
import type { HistoryRecord, IssueRecord, WorklogRecord } from '../store/records';
import { addWorklog, editWorklog, readWorklog, removeWorklog } from '../worklogs/log-work';
import { issueOf } from './issues';
import { showHistory } from './show/history';
import { showWorklog } from './show/worklog';

/** Properties, change log and worklogs of an issue. */
export const issuePartRoutes = (site: Site): Router =>
  routes(site, {
    'get /issue/:issue/properties': propertyKeys,
    'get /issue/:issue/properties/:key': getProperty,
    'put /issue/:issue/properties/:key': setProperty,
    'delete /issue/:issue/properties/:key': removeProperty,
    'get /issue/:issue/changelog': changelog,
    'post /issue/:issue/changelog/list': changelogByIds,
    'post /changelog/bulkfetch': bulkChangelog,
    'get /issue/:issue/worklog': worklogs,
    'post /issue/:issue/worklog': logWork,
    'get /issue/:issue/worklog/:id': (call) => void call.res.json(showWorklog(site, worklogOf(call).worklog)),
    'put /issue/:issue/worklog/:id': editWork,
    'delete /issue/:issue/worklog/:id': deleteWork,
  });

function propertyKeys(call: Call): void {
  const issue = issueOf(call);
  const base = `${call.site.url}/rest/api/3/issue/${issue.id}/properties`;
  call.res.json({
    keys: Object.keys(issue.properties).map((key) => ({ key, self: `${base}/${encodeURIComponent(key)}` })),
  });
}

const missingProperty = (key: string) => notFound(`The property with key ${key} does not exist.`);

function getProperty(call: Call): void {
  const [issue, key] = [issueOf(call), param(call, 'key')];
  if (!(key in issue.properties)) throw missingProperty(key);
  call.res.json({ key, value: issue.properties[key] });
}

function setProperty(call: Call): void {
  const [issue, key] = [issueOf(call), param(call, 'key')];
  demand(call.site, call.user, issue, 'EDIT_ISSUES');
  const value = checkProperty(key, call.req.body as Json | undefined);
  const known = key in issue.properties;
  writeProperty(call.site, call.cause, issue, key, value);
  call.res.status(known ? 200 : 201).json({});
}

function removeProperty(call: Call): void {
  const [issue, key] = [issueOf(call), param(call, 'key')];
  demand(call.site, call.user, issue, 'EDIT_ISSUES');
  if (!(key in issue.properties)) throw missingProperty(key);
  writeProperty(call.site, call.cause, issue, key, null);
  call.res.status(204).end();
}

function changelog(call: Call): void {
  const all = call.site.state.histories.of(issueOf(call).id);
  call.res.json(pageBean(call, all, windowOf(call, 100, 100), (history) => showHistory(call.site, history)));
}

function changelogByIds(call: Call): void {
  const ids = Array.isArray(call.body.changelogIds) ? call.body.changelogIds.map(String) : [];
  const histories = call.site.state.histories.of(issueOf(call).id).filter(({ id }) => ids.includes(id));
  call.res.json({
    startAt: 0,
    maxResults: histories.length,
    total: histories.length,
    histories: histories.map((history) => showHistory(call.site, history)),
  });
}

/** Oldest first over all issues; pages of histories, grouped by issue. In this form `created` is a number. */
function bulkChangelog(call: Call): void {
  const { body, site, user } = call;
  const names = Array.isArray(body.issueIdsOrKeys) ? body.issueIdsOrKeys.map(String) : [];
  if (names.length === 0 || names.length > 1_000)
    throw badRequest('Between 1 and 1000 issue ids or keys must be given.');
  const fieldIds = stringsOf(body.fieldIds);
  if (fieldIds.length > 10) throw badRequest('No more than 10 fields can be asked for.');
  const issues = new Set(names.map((name) => findIssue(site, name)));
  const seen = [...issues].filter((issue): issue is IssueRecord => issue !== null && sees(site, user, issue));
  const all = seen
    .flatMap((issue) => site.state.histories.of(issue.id))
    .filter((history) => fieldIds.length === 0 || history.items.some((item) => fieldIds.includes(item.fieldId)))
    .sort((a, b) => a.created - b.created || Number(a.issueId) - Number(b.issueId));
  const from = typeof body.nextPageToken === 'string' ? Number(body.nextPageToken) : 0;
  const size = typeof body.maxResults === 'number' ? Math.min(body.maxResults, 10_000) : 1_000;
  const page = all.slice(from, from + size);
  const next = from + page.length;
  call.res.json({
    issueChangeLogs: groupedByIssue(site, page),
    ...(next < all.length ? { nextPageToken: String(next) } : {}),
  });
}

function groupedByIssue(site: Site, histories: readonly HistoryRecord[]): Json[] {
  const ids = [...new Set(histories.map(({ issueId }) => issueId))];
  return ids.map((issueId) => ({
    issueId,
    changeHistories: histories
      .filter((history) => history.issueId === issueId)
      .map((history) => ({ ...showHistory(site, history), created: history.created })),
  }));
}

function worklogs(call: Call): void {
  const all = call.site.state.worklogs.of(issueOf(call).id);
  const window = windowOf(call, 5_000, 5_000);
  call.res.json({
    ...window,
    total: all.length,
    worklogs: sliceOf(all, window).map((each) => showWorklog(call.site, each)),
  });
}

function logWork(call: Call): void {
  const issue = issueOf(call);
  demand(call.site, call.user, issue, 'WORK_ON_ISSUES');
  const worklog = addWorklog(call.site, call.cause, issue, readWorklog(call.site, call.cause, call.body));
  call.res.status(201).json(showWorklog(call.site, worklog));
}

function worklogOf(call: Call) {
  const issue = issueOf(call);
  const worklog = call.site.state.worklogs.of(issue.id).find(({ id }) => id === param(call, 'id'));
  if (!worklog) throw notFound(`Cannot find worklog with id: '${param(call, 'id')}'.`);
  return { issue, worklog };
}

function editWork(call: Call): void {
  const { issue, worklog } = worklogOf(call);
  demandWork(call, issue, worklog, 'EDIT');
  const draft = readWorklog(call.site, call.cause, { timeSpentSeconds: worklog.seconds, ...call.body });
  editWorklog(call.site, call.cause, issue, worklog, draft);
  call.res.json(showWorklog(call.site, worklog));
}

const demandWork = (call: Call, issue: IssueRecord, worklog: WorklogRecord, act: 'EDIT' | 'DELETE'): void =>
  demand(call.site, call.user, issue, `${act}_${worklog.authorId === call.user.id ? 'OWN' : 'ALL'}_WORKLOGS`);

function deleteWork(call: Call): void {
  const { issue, worklog } = worklogOf(call);
  demandWork(call, issue, worklog, 'DELETE');
  removeWorklog(call.site, call.cause, issue, worklog);
  call.res.status(204).end();
}
