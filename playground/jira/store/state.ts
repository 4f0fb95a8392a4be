import type * as R from './records';
import { Table } from './table';

export interface CounterRecord {
  id: string;
  value: number;
}

export interface FactRecord {
  id: string;
  value: string;
}

/** Everything that the site remembers. */
export interface State {
  /** Single facts: client key, cloud id, time zone. */
  facts: Table<FactRecord>;
  counters: Table<CounterRecord>;
  users: Table<R.UserRecord>;
  groups: Table<R.NamedRecord>;
  statuses: Table<R.StatusRecord>;
  priorities: Table<R.NamedRecord>;
  resolutions: Table<R.NamedRecord>;
  issueTypes: Table<R.IssueTypeRecord>;
  workflows: Table<R.WorkflowRecord>;
  fields: Table<R.FieldRecord>;
  linkTypes: Table<R.LinkTypeRecord>;
  projects: Table<R.ProjectRecord>;
  components: Table<R.ComponentRecord>;
  versions: Table<R.VersionRecord>;
  issues: Table<R.IssueRecord>;
  comments: Table<R.CommentRecord>;
  attachments: Table<R.AttachmentRecord>;
  worklogs: Table<R.WorklogRecord>;
  histories: Table<R.HistoryRecord>;
  issueLinks: Table<R.IssueLinkRecord>;
  remoteLinks: Table<R.RemoteLinkRecord>;
  installations: Table<R.InstallationRecord>;
  deliveries: Table<R.DeliveryRecord>;
}

/** Name of the group of issues below this one. */
export const childrenOf = (parentId: unknown): string => `children of ${String(parentId)}`;

export function emptyState(changed: (() => void) | null = null): State {
  const plain = <T extends { id: string }>(name: string): Table<T> => new Table<T>(name, changed);
  const byIssue = <T extends { id: string; issueId: string }>(name: string): Table<T> =>
    new Table<T>(name, changed, (record) => [record.issueId]);
  const byProject = <T extends { id: string; projectId: string }>(name: string): Table<T> =>
    new Table<T>(name, changed, (record) => [record.projectId]);
  return {
    facts: plain('facts'),
    counters: plain('counters'),
    users: plain('users'),
    groups: plain('groups'),
    statuses: plain('statuses'),
    priorities: plain('priorities'),
    resolutions: plain('resolutions'),
    issueTypes: plain('issueTypes'),
    workflows: plain('workflows'),
    fields: plain('fields'),
    linkTypes: plain('linkTypes'),
    projects: plain('projects'),
    components: byProject('components'),
    versions: byProject('versions'),
    issues: new Table<R.IssueRecord>('issues', changed, (issue) => [issue.projectId, childrenOf(issue.fields.parent)]),
    comments: byIssue('comments'),
    attachments: new Table<R.AttachmentRecord>('attachments', changed, (file) => [file.issueId, file.mediaId]),
    worklogs: byIssue('worklogs'),
    histories: byIssue('histories'),
    issueLinks: new Table<R.IssueLinkRecord>('issueLinks', changed, (link) => [link.sourceId, link.destinationId]),
    remoteLinks: byIssue('remoteLinks'),
    installations: plain('installations'),
    deliveries: plain('deliveries'),
  };
}

export const tablesOf = (state: State): Table<{ id: string }>[] =>
  Object.values(state as unknown as Record<string, Table<{ id: string }>>);

/** Jira's ids are numbers that only grow, a sequence per kind of thing. */
export function nextId(state: State, sequence: string): string {
  const value = (state.counters.find(sequence)?.value ?? 9_999) + 1;
  state.counters.put({ id: sequence, value });
  return String(value);
}

export const factOf = (state: State, id: string): string => state.facts.get(id).value;

export function noteFact(state: State, id: string, value: string): void {
  state.facts.put({ id, value });
}
