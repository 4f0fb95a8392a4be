import type { Cause, Site } from '../site';
import type { JsonObject } from '../json';
import type { ChangeItem, Flow, HistoryRecord, IssueRecord } from '../store/records';

export interface IssueEvent {
  readonly event: string;
  readonly issue: IssueRecord | null;
  readonly flow: Flow;
  readonly cause: Cause;
  /** `issue_event_type_name` of `jira:issue_*`. */
  readonly type?: string;
  readonly history?: HistoryRecord | null;
  /** What else the body holds beside timestamp, event, user and issue. */
  readonly extra?: JsonObject;
}

/** Tells the search index and the webhooks that something happened. */
export function announce(site: Site, event: IssueEvent): void {
  if (event.issue) site.index.touch(event.issue.id, site.clock.now(), site.settings.indexLagMs);
  site.outbox.announce(event);
}

/** An issue changed: time stamp, history and event. */
export function announceUpdate(
  site: Site,
  cause: Cause,
  issue: IssueRecord,
  history: HistoryRecord | null,
  type: string,
): void {
  announce(site, { event: 'jira:issue_updated', issue, flow: 'Primary', cause, type, history });
}

export function touchIssue(site: Site, issue: IssueRecord): void {
  issue.updated = site.clock.now();
  site.state.issues.put(issue);
}

/** One side of a change: what the log calls `from`/`to` and `fromString`/`toString`. */
export interface LogSide {
  readonly id: string | null;
  readonly text: string | null;
}

export const NOTHING: LogSide = { id: null, text: null };

/** A named thing as a side of a change. */
export const logSide = ({ id, name }: { id: string; name: string }): LogSide => ({ id, text: name });

export const changeItem = (field: string, fieldId: string, from: LogSide, to: LogSide): ChangeItem => ({
  field,
  fieldtype: 'jira',
  fieldId,
  from: from.id,
  fromString: from.text,
  to: to.id,
  toString: to.text,
});
