import type { FieldMeta, FieldType, Json, Value, ValueKind } from '../model';

/** A value in Jira's REST v3 JSON, or why it cannot be written. */
export type Written =
  { readonly ok: true; readonly json: Json } | { readonly ok: false; readonly code: string; readonly detail: string };

/** Jira's own names for a field, as they stand in its field schema. */
export interface FieldSchema {
  readonly type?: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
}

/**
 * Everything Accord knows of one field type: which Jira fields it is, and how its JSON is read and written.
 * Conversion between types goes by `kind` (see `translate/into`), so a new type of a known kind needs nothing else.
 */
export interface FieldCodec {
  readonly type: FieldType;
  readonly kind: ValueKind;
  /** Merged by element, never written as a whole. */
  readonly isSet: boolean;
  /** `schema.system` of the fields that this type is. */
  readonly systems: readonly string[];
  /** `schema.custom` of the fields that this type is. */
  readonly customs: readonly string[];
  /** Longest text in characters that Jira takes; null where it is not a text. */
  readonly maxLength: number | null;
  /** Jira's JSON -> value. Never throws: what cannot be read is empty. */
  read(raw: unknown, meta: FieldMeta): Value;
  /** A value of this codec's kind (never empty) -> Jira's JSON. */
  write(value: Value, meta: FieldMeta): Written;
  /** What clears the field. */
  readonly cleared: Json;
  /** A plain label out of a half -> Jira's JSON of the whole field, or of one member of a set. */
  label(text: string): Json;
}

/** Prefix of the custom field types that every Jira has. */
const STANDARD = 'com.atlassian.jira.plugin.system.customfieldtypes:';

export const standard = (...names: readonly string[]): readonly string[] => names.map((name) => STANDARD + name);

export const written = (json: Json): Written => ({ ok: true, json });

export const unwritable = (code: string, detail: string): Written => ({ ok: false, code, detail });

export const wrongKind = (value: Value, meta: FieldMeta): Written =>
  unwritable('wrong-kind', `A value of the kind "${value.kind}" does not fit the field "${meta.name}".`);
