import { isObject, type Json, type JsonObject, objectOf, wordOf } from '../json';
import { parseTime } from '../dates';
import { readBody } from '../comments/add-comment';
import { secondsOf } from '../fields/kinds/time-tracking';
import { FieldFault } from '../fields/kind';
import { badFields } from '../http/faults';
import { announce, announceUpdate, changeItem, NOTHING, touchIssue, type LogSide } from '../issues/events';
import { noteHistory } from '../issues/history';
import { propertiesOf } from '../issues/properties';
import { showWorklog } from '../rest/show/worklog';
import type { Cause, Site } from '../site';
import { factOf, nextId } from '../store/state';
import type { IssueRecord, WorklogRecord } from '../store/records';

export interface WorklogDraft {
  readonly comment: JsonObject | null;
  readonly started: number;
  readonly seconds: number;
  readonly properties: Record<string, Json>;
}

export function readWorklog(site: Site, _cause: Cause, json: JsonObject): WorklogDraft {
  const started =
    json.started === undefined ? site.clock.now() : parseTime(wordOf(json.started), factOf(site.state, 'timeZone'));
  if (started === null) throw badFields({ started: 'Worklog must have a start date in a valid format.' });
  return {
    started,
    seconds: readSeconds(json),
    comment: isObject(json.comment) ? readBody(site, null, json.comment) : null,
    properties: propertiesOf(json.properties),
  };
}

function readSeconds(json: JsonObject): number {
  try {
    const seconds = json.timeSpentSeconds ?? (typeof json.timeSpent === 'string' ? secondsOf(json.timeSpent) : null);
    if (typeof seconds === 'number' && seconds >= 60) return seconds;
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
  }
  throw badFields({ timeLogged: 'Worklog must have a valid time spent.' });
}

export function addWorklog(site: Site, cause: Cause, issue: IssueRecord, draft: WorklogDraft): WorklogRecord {
  const now = site.clock.now();
  const worklog = site.state.worklogs.put({
    id: nextId(site.state, 'worklog'),
    issueId: issue.id,
    authorId: cause.actor.id,
    updateAuthorId: cause.actor.id,
    created: now,
    updated: now,
    visibility: null,
    ...draft,
  });
  spend(site, cause, issue, draft.seconds, worklog.id);
  announceWorklog(site, cause, 'worklog_created', issue, worklog);
  return worklog;
}

export function editWorklog(
  site: Site,
  cause: Cause,
  issue: IssueRecord,
  worklog: WorklogRecord,
  draft: WorklogDraft,
): void {
  const before = worklog.seconds;
  Object.assign(worklog, draft, { updated: site.clock.now(), updateAuthorId: cause.actor.id });
  site.state.worklogs.put(worklog);
  if (before !== draft.seconds) spend(site, cause, issue, draft.seconds - before, worklog.id);
  announceWorklog(site, cause, 'worklog_updated', issue, worklog);
}

export function removeWorklog(site: Site, cause: Cause, issue: IssueRecord, worklog: WorklogRecord): void {
  site.state.worklogs.remove(worklog.id);
  spend(site, cause, issue, -worklog.seconds, worklog.id);
  announceWorklog(site, cause, 'worklog_deleted', issue, worklog);
}

function announceWorklog(site: Site, cause: Cause, event: string, issue: IssueRecord, worklog: WorklogRecord): void {
  announce(site, { event, issue, flow: 'Primary', cause, extra: { worklog: showWorklog(site, worklog, 2) } });
}

/** Logged time adds to what was spent and takes from what remains. */
export function spend(site: Site, cause: Cause, issue: IssueRecord, seconds: number, worklogId: string): void {
  const before = objectOf(issue.fields.timetracking);
  const spent = Math.max(0, Number(before.spent ?? 0) + seconds);
  const remaining = Math.max(0, Number(before.remaining ?? 0) - seconds);
  issue.fields.timetracking = { ...before, spent, remaining };
  const history = noteHistory(site, cause, issue, [
    changeItem('WorklogId', 'WorklogId', NOTHING, same(worklogId)),
    changeItem('timespent', 'timespent', same(before.spent), same(spent)),
  ]);
  touchIssue(site, issue);
  announceUpdate(site, cause, issue, history, 'issue_worklogged');
}

function same(value: Json | undefined): LogSide {
  const text = value === undefined || value === null ? null : wordOf(value);
  return { id: text, text };
}
