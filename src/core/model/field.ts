import type { Value, ValueKind } from './value';

/** What a field of a Jira site is to Accord. One module of `core/map/types` per entry knows how to read and write it. */
export type FieldType =
  | 'text'
  | 'richText'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'url'
  | 'option'
  | 'options'
  | 'cascade'
  | 'user'
  | 'users'
  | 'labels'
  | 'components'
  | 'versions'
  | 'version'
  | 'priority'
  | 'resolution'
  | 'issueType'
  | 'parent'
  | 'timeTracking'
  | 'unsupported';

export interface FieldOption {
  readonly id: string;
  readonly label: string;
  readonly children: readonly FieldOption[];
}

/** One field of one site, read live from Jira. `options` is null where Jira lists none (labels, users, text). */
export interface FieldMeta {
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly options: readonly FieldOption[] | null;
  /** Longest text in characters that Jira takes; null where it is not a text. */
  readonly maxLength: number | null;
  /** Must be given when an issue is created (create metadata of the project and type). */
  readonly required: boolean;
  /** What the create screen fills in where nothing is given. */
  readonly initial?: Value;
}

/** Fields of one site by field id (`summary`, `customfield_10042`). */
export type FieldCatalog = Readonly<Record<string, FieldMeta>>;

/** The only thing of a half that the partner sees of a field. */
export interface ContractField {
  readonly name: string;
  readonly type: FieldType;
  readonly kind: ValueKind;
  /** Labels after the half's own table was applied; null where the type has none. */
  readonly options: readonly string[] | null;
}
