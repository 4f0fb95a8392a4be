import { EMPTY, type FieldMeta, type Json, type Value } from '../model';
import { type Written, written } from './codec';
import { isEmptyValue } from './empty';
import { codecOf } from './registry';

/** Jira's REST v3 JSON -> value. Null, "", [], an empty document and anything unreadable are empty. */
export function readField(meta: FieldMeta, raw: unknown): Value {
  return raw === null || raw === undefined ? EMPTY : codecOf(meta.type).read(raw, meta);
}

/** A value in the target's own shape -> Jira's REST v3 JSON for `fields`. */
export function writeField(meta: FieldMeta, value: Value): Written {
  const codec = codecOf(meta.type);
  if (isEmptyValue(value) && meta.type !== 'unsupported') return written(codec.cleared);
  return codec.write(value, meta);
}

/** Entries for `update: {<field>: [...]}`. Elements are labels, or account ids where the field holds users. */
export function writeElements(meta: FieldMeta, add: readonly string[], remove: readonly string[]): Json[] {
  const codec = codecOf(meta.type);
  return [
    ...add.map((element) => ({ add: codec.label(element) })),
    ...remove.map((element) => ({ remove: codec.label(element) })),
  ];
}

/** Whether the field is merged by element. */
export const isSet = (meta: FieldMeta): boolean => codecOf(meta.type).isSet;

/**
 * A default or constant out of a half -> Jira's JSON: a plain label, text or number is wrapped as the type wants it
 * (`"Done"` -> `{"name": "Done"}`), Jira's own JSON passes.
 */
export function writeLabel(meta: FieldMeta, json: Json): Json {
  const codec = codecOf(meta.type);
  if (typeof json === 'string') return codec.isSet ? [codec.label(json)] : codec.label(json);
  if (typeof json === 'number') return codec.kind === 'number' ? json : writeLabel(meta, String(json));
  if (Array.isArray(json)) return json.map((each: Json) => (typeof each === 'string' ? codec.label(each) : each));
  return json;
}
