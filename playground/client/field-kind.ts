import type { FieldSchema } from './jira';

/** How a field is shown and asked for. `none`: this page does not edit it. */
export type ControlKind =
  | 'line'
  | 'rich'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'address'
  | 'choice'
  | 'choices'
  | 'checks'
  | 'cascade'
  | 'person'
  | 'people'
  | 'labels'
  | 'issue'
  | 'time'
  | 'none';

const BY_TYPE: Readonly<Record<string, ControlKind>> = {
  number: 'number',
  date: 'date',
  datetime: 'dateTime',
  option: 'choice',
  'option-with-child': 'cascade',
  user: 'person',
  priority: 'choice',
  resolution: 'choice',
  securitylevel: 'choice',
  version: 'choice',
  issuelink: 'issue',
  timetracking: 'time',
};

const BY_ITEMS: Readonly<Record<string, ControlKind>> = {
  option: 'choices',
  component: 'choices',
  version: 'choices',
  user: 'people',
  string: 'labels',
};

const endsWith = (custom: string | undefined, ending: string): boolean => custom?.endsWith(`:${ending}`) === true;

export function controlKindOf(id: string, schema: FieldSchema | undefined): ControlKind {
  if (schema === undefined || id === 'issuetype' || id === 'project') return 'none';
  if (id === 'parent') return 'issue';
  if (schema.type === 'array') return arrayKind(schema);
  if (schema.type === 'string') return textKind(id, schema);
  return BY_TYPE[schema.type] ?? 'none';
}

function arrayKind(schema: FieldSchema): ControlKind {
  if (endsWith(schema.custom, 'multicheckboxes')) return 'checks';
  return BY_ITEMS[schema.items ?? ''] ?? 'none';
}

function textKind(id: string, schema: FieldSchema): ControlKind {
  if (id === 'description' || id === 'environment' || endsWith(schema.custom, 'textarea')) return 'rich';
  return endsWith(schema.custom, 'url') ? 'address' : 'line';
}
