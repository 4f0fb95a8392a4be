import { plainText } from '../adf/text';
import { isObject } from '../json';
import type { IssueRecord } from '../store/records';
import { isNamed, type JqlAt, type JqlField } from './jql-field';

export type Lookup = (at: JqlAt) => JqlField;

const lower = (...texts: (string | undefined)[]): string[] =>
  texts.flatMap((text) => (text === undefined ? [] : [text.toLowerCase()]));

const project: Lookup = ({ site }) => ({
  name: 'project',
  kind: 'values',
  values: ({ projectId }) => {
    const { id, key, name } = site.state.projects.get(projectId);
    return lower(id, key, name);
  },
  knows: (value) =>
    site.state.projects.all().some(({ id, key, name }) => lower(id, key, name).includes(value.toLowerCase())),
});

const status: Lookup = ({ site }) => ({
  name: 'status',
  logName: 'status',
  kind: 'values',
  values: ({ statusId }) => lower(statusId, site.state.statuses.get(statusId).name),
  knows: (value) => isNamed(site.state.statuses.all(), value),
});

const CATEGORY_NAMES = { new: 'to do', indeterminate: 'in progress', done: 'done' } as const;

const statusCategory: Lookup = ({ site }) => ({
  name: 'statusCategory',
  kind: 'values',
  values({ statusId }) {
    const { category } = site.state.statuses.get(statusId);
    return [category, CATEGORY_NAMES[category]];
  },
});

const issueType: Lookup = ({ site }) => ({
  name: 'issuetype',
  logName: 'issuetype',
  kind: 'values',
  values: ({ typeId }) => lower(typeId, site.state.issueTypes.get(typeId).name),
  knows: (value) => isNamed(site.state.issueTypes.all(), value),
});

const issueKey: Lookup = () => ({
  name: 'issuekey',
  kind: 'values',
  values: ({ id, key, formerKeys }) => lower(id, key, ...formerKeys),
  order: ({ key }) => Number(key.slice(key.lastIndexOf('-') + 1)),
});

const moment =
  (name: string, read: (issue: IssueRecord) => number | null): Lookup =>
  () => ({ name, kind: 'moment', values: (issue) => [String(read(issue) ?? '')].filter(Boolean), order: read });

const text: Lookup = ({ site }) => ({
  name: 'text',
  kind: 'text',
  values: () => [],
  text: (issue) => {
    const comments = site.state.comments.of(issue.id).map((comment) => plainText(comment.body));
    const fields = Object.values(issue.fields).map((value) =>
      isObject(value) ? plainText(value) : typeof value === 'string' ? value : '',
    );
    return [...fields, ...comments].join('\n');
  },
});

const comment: Lookup = ({ site }) => ({
  name: 'comment',
  kind: 'text',
  values: () => [],
  text: (issue) =>
    site.state.comments
      .of(issue.id)
      .map(({ body }) => plainText(body))
      .join('\n'),
});

const creator: Lookup = ({ site }) => ({
  name: 'creator',
  kind: 'values',
  values: ({ creatorId }) => lower(creatorId, site.state.users.find(creatorId)?.displayName),
});

/** Fields that are columns of an issue or Jira's own inventions, by their names in JQL, in lower case. */
export const SYSTEM_LOOKUPS: Readonly<Record<string, Lookup>> = {
  project,
  status,
  statuscategory: statusCategory,
  issuetype: issueType,
  type: issueType,
  key: issueKey,
  issuekey: issueKey,
  issue: issueKey,
  id: issueKey,
  created: moment('created', (issue) => issue.created),
  createddate: moment('created', (issue) => issue.created),
  updated: moment('updated', (issue) => issue.updated),
  updateddate: moment('updated', (issue) => issue.updated),
  resolved: moment('resolved', (issue) => issue.resolved),
  resolutiondate: moment('resolved', (issue) => issue.resolved),
  statuscategorychangeddate: moment('statusCategoryChangedDate', (issue) => issue.statusChanged),
  text,
  comment,
  creator,
};
