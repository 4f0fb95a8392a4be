import type { FieldRecord } from '../store/records';

const system = (id: string, name: string, kind: string): FieldRecord => ({
  id,
  name,
  kind,
  custom: false,
  options: [],
  defaultValue: null,
});

/** Jira's own fields that can be written. */
export const SYSTEM_FIELDS: readonly FieldRecord[] = [
  system('summary', 'Summary', 'summary'),
  system('issuetype', 'Issue Type', 'issuetype'),
  system('project', 'Project', 'project'),
  system('description', 'Description', 'textarea'),
  system('environment', 'Environment', 'textarea'),
  system('priority', 'Priority', 'priority'),
  system('assignee', 'Assignee', 'assignee'),
  system('reporter', 'Reporter', 'reporter'),
  system('labels', 'Labels', 'labels'),
  system('components', 'Components', 'components'),
  system('versions', 'Affects versions', 'multiversion'),
  system('fixVersions', 'Fix versions', 'multiversion'),
  system('duedate', 'Due date', 'datepicker'),
  system('resolution', 'Resolution', 'resolution'),
  system('parent', 'Parent', 'parent'),
  system('timetracking', 'Time tracking', 'timetracking'),
  system('security', 'Security Level', 'security'),
];

/** Fields that Jira fills itself: name and schema type, for `GET /field` and `schema`. */
export const READ_ONLY_FIELDS: readonly { id: string; name: string; type: string; items?: string }[] = [
  { id: 'status', name: 'Status', type: 'status' },
  { id: 'creator', name: 'Creator', type: 'user' },
  { id: 'created', name: 'Created', type: 'datetime' },
  { id: 'updated', name: 'Updated', type: 'datetime' },
  { id: 'resolutiondate', name: 'Resolved', type: 'datetime' },
  { id: 'statuscategorychangedate', name: 'Status Category Changed', type: 'datetime' },
  { id: 'attachment', name: 'Attachment', type: 'array', items: 'attachment' },
  { id: 'comment', name: 'Comment', type: 'comments-page' },
  { id: 'worklog', name: 'Log Work', type: 'array', items: 'worklog' },
  { id: 'issuelinks', name: 'Linked Issues', type: 'array', items: 'issuelinks' },
  { id: 'subtasks', name: 'Sub-tasks', type: 'array', items: 'issuelinks' },
  { id: 'timeoriginalestimate', name: 'Original estimate', type: 'number' },
  { id: 'timeestimate', name: 'Remaining Estimate', type: 'number' },
  { id: 'timespent', name: 'Time Spent', type: 'number' },
  { id: 'votes', name: 'Votes', type: 'votes' },
  { id: 'watches', name: 'Watchers', type: 'watches' },
  { id: 'workratio', name: 'Work Ratio', type: 'number' },
];

export const TRACKED_TIME = ['timeoriginalestimate', 'timeestimate', 'timespent'];
