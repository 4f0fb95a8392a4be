import { isObject, type Json, type JsonObject, objectOf, wordOf } from '../../json';
import type { OptionRecord } from '../../store/records';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

const self = (at: FieldAt, id: string): string => `${at.site.url}/rest/api/3/customFieldOption/${id}`;

const shown = (at: FieldAt, option: OptionRecord): JsonObject => ({
  self: self(at, option.id),
  value: option.value,
  id: option.id,
});

const open = (options: readonly OptionRecord[]): OptionRecord[] => options.filter((option) => !option.disabled);

/** The option that the JSON names by id or value, among those that may be chosen. */
function choose(json: Json, options: readonly OptionRecord[]): OptionRecord {
  if (!isObject(json)) throw new FieldFault("Specify a valid 'id' or 'value' for the option");
  const byId = json.id === undefined ? null : open(options).find((option) => option.id === wordOf(json.id));
  if (byId === undefined) throw new FieldFault(`Option id '${wordOf(json.id)}' is not valid`);
  if (byId) return byId;
  const byValue = open(options).find((option) => option.value === json.value);
  if (!byValue) throw new FieldFault(`Option value '${wordOf(json.value)}' is not valid`);
  return byValue;
}

/** An option that an issue still holds after it was removed from the field keeps its place until it is written over. */
const known = (at: FieldAt, id: Json): OptionRecord | null =>
  at.field.options.find((option) => option.id === id) ?? null;

const labelOf = (at: FieldAt, id: Json): string => known(at, id)?.value ?? '';

export const option: FieldKind = {
  schema: { type: 'option' },
  verbs: ['set'],
  empty: null,
  write: (json, at) => choose(json, at.field.options).id,
  read(stored, at) {
    const record = known(at, stored);
    return record ? shown(at, record) : null;
  },
  text: (stored, at) => labelOf(at, stored),
  logId: (stored) => wordOf(stored),
  jqlValues: (stored, at) => [wordOf(stored), labelOf(at, stored).toLowerCase()],
  order: (stored, at) => at.field.options.findIndex((record) => record.id === stored),
  allowed: (at) => open(at.field.options).map((record) => shown(at, record)),
};

export const optionSet: FieldKind = {
  schema: { type: 'array', items: 'option' },
  verbs: ['add', 'set', 'remove'],
  empty: null,
  write(json, at) {
    if (!Array.isArray(json)) throw new FieldFault('data was not an array');
    const chosen = new Set(json.map((item) => choose(item, at.field.options).id));
    const ids = at.field.options.filter((record) => chosen.has(record.id)).map((record) => record.id);
    return ids.length > 0 ? ids : null;
  },
  read: (stored, at) => listOf(stored).flatMap((id) => shownIfKnown(at, id)),
  text: (stored, at) =>
    listOf(stored)
      .map((id) => labelOf(at, id))
      .join(','),
  logId: (stored) => `[${listOf(stored).map(wordOf).join(', ')}]`,
  jqlValues: (stored, at) => listOf(stored).flatMap((id) => [wordOf(id), labelOf(at, id).toLowerCase()]),
  allowed: (at) => open(at.field.options).map((record) => shown(at, record)),
};

const listOf = (stored: Json): Json[] => (Array.isArray(stored) ? stored : []);

function shownIfKnown(at: FieldAt, id: Json): Json[] {
  const record = known(at, id);
  return record ? [shown(at, record)] : [];
}

/** Stored as `{parent, child?}`. */
export const cascade: FieldKind = {
  schema: { type: 'option-with-child' },
  verbs: ['set'],
  empty: null,
  write(json, at) {
    const parent = choose(json, at.field.options);
    const child = objectOf(json).child ?? null;
    return child === null ? { parent: parent.id } : { parent: parent.id, child: choose(child, parent.children).id };
  },
  read(stored, at) {
    const [parent, child] = pairOf(at, stored);
    if (!parent) return null;
    return { ...shown(at, parent), ...(child ? { child: shown(at, child) } : {}) };
  },
  text: (stored, at) =>
    pairOf(at, stored)
      .map((record, level) =>
        record ? `${level === 0 ? 'Parent values' : 'Level 1 values'}: ${record.value}(${record.id})` : '',
      )
      .join(''),
  logId: () => null,
  jqlValues: (stored, at) =>
    pairOf(at, stored).flatMap((record) => (record ? [record.id, record.value.toLowerCase()] : [])),
  allowed: (at) =>
    open(at.field.options).map((record) => ({
      ...shown(at, record),
      children: open(record.children).map((child) => shown(at, child)),
    })),
};

function pairOf(at: FieldAt, stored: Json): [OptionRecord | null, OptionRecord | null] {
  const pair = objectOf(stored);
  const parent = known(at, pair.parent ?? null);
  return [parent, parent?.children.find((child) => child.id === pair.child) ?? null];
}
