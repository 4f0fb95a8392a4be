import type { Site } from '../site';
import type { Json, JsonObject } from '../json';
import type { FieldRecord, IssueRecord, ProjectRecord, UserRecord } from '../store/records';

/** Where a value is read or written. `issue` is null while one is being created. */
export interface FieldAt {
  readonly site: Site;
  readonly field: FieldRecord;
  readonly project: ProjectRecord;
  readonly issue: IssueRecord | null;
  readonly actor: UserRecord;
}

/** Thrown by `write`: Jira's words for what is wrong with the value of one field. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';
}

export type Verb = 'set' | 'add' | 'remove' | 'edit' | 'copy';

/** How one kind of field is stored, read, written and logged. Values are never null here: null means empty. */
export interface FieldKind {
  readonly schema: { readonly type: string; readonly items?: string };
  readonly verbs: readonly Verb[];
  /** What REST shows for an empty field. */
  readonly empty: Json;
  /** REST v3 JSON -> stored form; null when that means empty. Throws FieldFault. */
  write(json: Json, at: FieldAt): Json;
  /** Stored form -> REST v3 JSON. */
  read(stored: Json, at: FieldAt): Json;
  /** As webhook bodies (v2) carry it, where that differs: wiki markup for documents. */
  readV2?(stored: Json, at: FieldAt): Json;
  /** Readable text: `toString` of the change log, and what JQL compares and searches. */
  text(stored: Json, at: FieldAt): string;
  /** `to` of the change log; null where Jira leaves it empty. */
  logId?(stored: Json, at: FieldAt): string | null;
  /** Values that JQL's `=` compares with, in lower case: ids and names. */
  jqlValues(stored: Json, at: FieldAt): string[];
  /** A number to sort and compare by, where the kind has an order. */
  order?(stored: Json, at: FieldAt): number;
  /** `allowedValues` of create and edit metadata. */
  allowed?(at: FieldAt): Json[];
  /** The change log has one item for each added or removed element (versions, components). */
  readonly loggedByElement?: boolean;
  /** `edit` of the update verbs (time tracking). */
  edit?(stored: Json, change: JsonObject, at: FieldAt): Json;
}
