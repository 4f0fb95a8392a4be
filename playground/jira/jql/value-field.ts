import { plainText } from '../adf/text';
import { kindOfField, placeOf } from '../fields/catalog';
import type { FieldAt } from '../fields/kind';
import { isObject, wordOf, type Json } from '../json';
import { storedValue } from '../rest/show/issue-fields';
import type { FieldRecord, IssueRecord } from '../store/records';
import { isNamed, type JqlAt, type JqlField } from './jql-field';

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

/** A field that holds a value: a system field or a custom one. */
export function valueField(at: JqlAt, field: FieldRecord): JqlField {
  const { site, user } = at;
  const kind = kindOfField(field);
  const place = (issue: IssueRecord): FieldAt =>
    placeOf(site, field, site.state.projects.get(issue.projectId), issue, user);
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
  if (field.kind === 'priority') return isNamed(site.state.priorities.all(), value);
  if (field.kind === 'resolution')
    return value.toLowerCase() === 'unresolved' || isNamed(site.state.resolutions.all(), value);
  return isNamed(
    field.options.map((option) => ({ id: option.id, name: option.value })),
    value,
  );
}
