import type { PropertyAlias } from '../connect/descriptor';
import { kindOfField, placeOf } from '../fields/catalog';
import { isObject, type Json, objectOf, wordOf } from '../json';
import { parseTime } from '../dates';
import { storedValue } from '../rest/show/issue-fields';
import { plainText } from '../adf/text';
import type { Site } from '../site';
import type { FieldRecord, IssueRecord, UserRecord } from '../store/records';
import { JqlFault } from './ast';

/** What JQL may ask of a field: values to compare with, a number to order by, text to search in. */
export interface JqlField {
  readonly name: string;
  readonly kind: 'values' | 'moment' | 'date' | 'number' | 'text';
  values(issue: IssueRecord): string[];
  order?(issue: IssueRecord): number | null;
  text?(issue: IssueRecord): string;
  /** Whether this value exists on the site; otherwise Jira refuses the query. */
  knows?(value: string): boolean;
  /** Name in the change log, for `was` and `changed`. */
  readonly logName?: string;
}

export interface JqlAt {
  readonly site: Site;
  readonly user: UserRecord;
  readonly aliases: readonly PropertyAlias[];
}

type Lookup = (at: JqlAt) => JqlField;

const lower = (...texts: (string | undefined)[]): string[] =>
  texts.flatMap((text) => (text === undefined ? [] : [text.toLowerCase()]));

const named = (records: { id: string; name: string }[], value: string): boolean =>
  records.some((record) => record.id === value || record.name.toLowerCase() === value.toLowerCase());

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
  knows: (value) => named(site.state.statuses.all(), value),
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
  knows: (value) => named(site.state.issueTypes.all(), value),
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

const LOOKUPS: Readonly<Record<string, Lookup>> = {
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

/** JQL's names of system fields that differ from their ids. */
const SYNONYMS: Readonly<Record<string, string>> = {
  due: 'duedate',
  affectedversion: 'versions',
  fixversion: 'fixVersions',
  component: 'components',
  level: 'security',
};

const unknownField = (name: string): JqlFault =>
  new JqlFault(`Field '${name}' does not exist or you do not have permission to view it.`);

export function jqlField(at: JqlAt, name: string): JqlField {
  const lookup = LOOKUPS[name.toLowerCase()];
  if (lookup) return lookup(at);
  const property = propertyField(at, name);
  if (property) return property;
  const field = writableField(at.site, name);
  if (!field) throw unknownField(name);
  return writable(at, field);
}

function writableField(site: Site, name: string): FieldRecord | null {
  const number = /^cf\[(\d+)\]$/i.exec(name)?.[1];
  const wanted = number === undefined ? (SYNONYMS[name.toLowerCase()] ?? name).toLowerCase() : `customfield_${number}`;
  const all = site.state.fields.all();
  return (
    all.find((field) => field.id.toLowerCase() === wanted) ??
    all.find((field) => field.name.toLowerCase() === wanted) ??
    null
  );
}

/** An alias of an installed add-on, or `issue.property[key].path`. */
function propertyField({ aliases }: JqlAt, name: string): JqlField | null {
  const alias = aliases.find((each) => each.alias.toLowerCase() === name.toLowerCase());
  const direct = /^issue\.property\[([^\]]+)\]\.(.+)$/.exec(name);
  const target: Omit<PropertyAlias, 'alias'> | null =
    alias ?? (direct ? { propertyKey: direct[1] ?? '', path: (direct[2] ?? '').split('.'), type: 'string' } : null);
  if (!target) return null;
  const read = (issue: IssueRecord): Json =>
    target.path.reduce<Json>(
      (value, step) => objectOf(value)[step] ?? null,
      issue.properties[target.propertyKey] ?? null,
    );
  const values = (issue: IssueRecord): string[] =>
    [read(issue)]
      .flat()
      .filter((value) => value !== null && !isObject(value))
      .map((value) => wordOf(value).toLowerCase());
  switch (target.type) {
    case 'number':
      return { name, kind: 'number', values, order: (issue) => asNumber(read(issue)) };
    case 'date':
      return { name, kind: 'moment', values, order: (issue) => parseTime(wordOf(read(issue))) };
    case 'text':
      return { name, kind: 'text', values, text: (issue) => values(issue).join(' ') };
    default:
      return { name, kind: 'values', values };
  }
}

const asNumber = (json: Json): number | null => (typeof json === 'number' ? json : null);

const KINDS: Readonly<Record<string, JqlField['kind']>> = {
  summary: 'text',
  textfield: 'text',
  textarea: 'text',
  float: 'number',
  datepicker: 'date',
  datetime: 'moment',
};

/** Kinds whose values are a closed list: naming another value is an error, not an empty result. */
const CLOSED = new Set(['priority', 'resolution', 'select', 'radiobuttons', 'multiselect', 'multicheckboxes']);

function writable(at: JqlAt, field: FieldRecord): JqlField {
  const { site, user } = at;
  const kind = kindOfField(field);
  const place = (issue: IssueRecord) => placeOf(site, field, site.state.projects.get(issue.projectId), issue, user);
  const held = (issue: IssueRecord): Json => storedValue(issue, field.id);
  const base: JqlField = {
    name: field.name,
    logName: field.custom ? field.name : field.id,
    kind: KINDS[field.kind] ?? 'values',
    values(issue) {
      const value = held(issue);
      return value === null ? [] : kind.jqlValues(value, place(issue));
    },
    order(issue) {
      const value = held(issue);
      return value === null || !kind.order ? null : kind.order(value, place(issue));
    },
    text: (issue) => textOf(held(issue)),
  };
  return CLOSED.has(field.kind) ? { ...base, knows: (value) => isListed(at, field, value) } : base;
}

const textOf = (value: Json): string => (isObject(value) ? plainText(value) : value === null ? '' : wordOf(value));

function isListed({ site }: JqlAt, field: FieldRecord, value: string): boolean {
  if (field.kind === 'priority') return named(site.state.priorities.all(), value);
  if (field.kind === 'resolution')
    return value.toLowerCase() === 'unresolved' || named(site.state.resolutions.all(), value);
  return named(
    field.options.map((option) => ({ id: option.id, name: option.value })),
    value,
  );
}
