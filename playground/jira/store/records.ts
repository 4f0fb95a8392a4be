import type { Json, JsonObject } from '../json';

/** What the site remembers. Values of fields are stored compactly (ids, not objects) and rendered when they are read. */

export type AccountType = 'atlassian' | 'app' | 'customer';

export interface UserRecord {
  id: string;
  displayName: string;
  email: string;
  apiToken: string;
  accountType: AccountType;
  active: boolean;
  timeZone: string;
  groups: string[];
}

export interface StatusRecord {
  id: string;
  name: string;
  category: 'new' | 'indeterminate' | 'done';
}

export interface NamedRecord {
  id: string;
  name: string;
  description: string;
}

export interface IssueTypeRecord extends NamedRecord {
  /** 1 epic, 0 standard, -1 sub-task. */
  level: number;
}

export interface ScreenField {
  field: string;
  required: boolean;
}

export interface TransitionRecord {
  id: string;
  name: string;
  /** Status ids; null for a global transition. */
  from: string[] | null;
  to: string;
  screen: ScreenField[];
  condition: TransitionCondition | null;
  /** Fields that a post function sets; null clears. Stored form. */
  sets: Record<string, Json>;
}

export type TransitionCondition = { only: 'assignee' | 'reporter' } | { group: string };

export interface WorkflowRecord {
  id: string;
  name: string;
  initial: string;
  transitions: TransitionRecord[];
}

export interface ProjectTypeRecord {
  typeId: string;
  workflowId: string;
  create: ScreenField[];
  edit: ScreenField[];
}

export interface SecurityLevelRecord {
  id: string;
  name: string;
  groups: string[];
  accountIds: string[];
}

export interface ProjectRecord {
  id: string;
  key: string;
  name: string;
  kind: 'software' | 'business' | 'service_desk';
  leadId: string;
  types: ProjectTypeRecord[];
  nextNumber: number;
  securityLevels: SecurityLevelRecord[];
  /** Role name -> account ids and `group:<name>`. */
  roles: Record<string, string[]>;
  /** Account id or `group:<name>` -> permissions taken away; `*` is all of them. */
  denied: Record<string, string[]>;
}

export interface OptionRecord {
  id: string;
  value: string;
  disabled: boolean;
  children: OptionRecord[];
}

export type CustomKind =
  | 'textfield'
  | 'textarea'
  | 'float'
  | 'datepicker'
  | 'datetime'
  | 'url'
  | 'select'
  | 'multiselect'
  | 'multicheckboxes'
  | 'radiobuttons'
  | 'cascadingselect'
  | 'userpicker'
  | 'multiuserpicker'
  | 'labels'
  | 'version'
  | 'multiversion';

export interface FieldRecord {
  id: string;
  name: string;
  custom: boolean;
  /** Name of the kind that knows how to read and write it (`fields/kinds`). */
  kind: string;
  options: OptionRecord[];
  defaultValue: Json;
}

export interface ComponentRecord extends NamedRecord {
  projectId: string;
}

export interface VersionRecord extends NamedRecord {
  projectId: string;
  released: boolean;
  archived: boolean;
  releaseDate: string | null;
}

export interface IssueRecord {
  id: string;
  key: string;
  formerKeys: string[];
  projectId: string;
  typeId: string;
  statusId: string;
  creatorId: string;
  /** Epoch milliseconds. */
  created: number;
  updated: number;
  statusChanged: number;
  resolved: number | null;
  /** In the archive: it can be read by those who know its key, is found by no search, and nothing of it can be changed. */
  archived?: { at: number; byId: string };
  /** By field id, stored form; absent means empty. */
  fields: Record<string, Json>;
  properties: Record<string, Json>;
}

export interface Visibility {
  type: 'group' | 'role';
  value: string;
}

export interface CommentRecord {
  id: string;
  issueId: string;
  authorId: string;
  updateAuthorId: string;
  body: JsonObject;
  created: number;
  updated: number;
  visibility: Visibility | null;
  properties: Record<string, Json>;
}

export interface AttachmentRecord {
  id: string;
  issueId: string;
  mediaId: string;
  authorId: string;
  filename: string;
  size: number;
  mimeType: string;
  created: number;
}

export interface WorklogRecord {
  id: string;
  issueId: string;
  authorId: string;
  updateAuthorId: string;
  comment: JsonObject | null;
  created: number;
  updated: number;
  started: number;
  seconds: number;
  visibility: Visibility | null;
  properties: Record<string, Json>;
}

export interface ChangeItem {
  field: string;
  fieldtype: 'jira' | 'custom';
  fieldId: string;
  from: string | null;
  fromString: string | null;
  to: string | null;
  toString: string | null;
}

export interface HistoryRecord {
  id: string;
  issueId: string;
  authorId: string;
  created: number;
  items: ChangeItem[];
  metadata: JsonObject | null;
}

export interface LinkTypeRecord {
  id: string;
  name: string;
  inward: string;
  outward: string;
}

export interface IssueLinkRecord {
  id: string;
  typeId: string;
  /** The issue the outward phrase starts from ("A blocks B": A). */
  sourceId: string;
  destinationId: string;
}

export interface RemoteLinkRecord {
  id: string;
  issueId: string;
  globalId: string | null;
  application: JsonObject;
  relationship: string | null;
  object: JsonObject;
}

export interface InstallationRecord {
  /** The add-on's key. */
  id: string;
  descriptorUrl: string;
  descriptor: JsonObject;
  baseUrl: string;
  scopes: string[];
  sharedSecret: string;
  accountId: string;
  enabled: boolean;
  properties: Record<string, Json>;
}

export type Flow = 'Primary' | 'Secondary';

export interface DeliveryRecord {
  id: string;
  identifier: string;
  addonKey: string;
  event: string;
  issueId: string | null;
  /** Relative to the add-on's baseUrl. */
  url: string;
  body: string | null;
  flow: Flow;
  trace: string | null;
  retry: number;
  dueAt: number;
  createdAt: number;
  state: 'waiting' | 'failed';
}
