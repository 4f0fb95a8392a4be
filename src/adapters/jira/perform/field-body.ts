import { writeElements, writeField, writeLabel } from '../../../core/map';
import { type AdfDoc, type FieldCatalog, type FieldMeta, type FieldWrite, type Json } from '../../../core/model';
import { checkAdf } from '../adf/check';

/** Field writes as Jira's JSON. A write that cannot even be expressed is in `refused`, with the reason in words. */
export interface FieldBody {
  readonly fields: Readonly<Record<string, Json>>;
  /** Members to add to and to remove from a set: never the whole, because others write it too. */
  readonly update: Readonly<Record<string, readonly Json[]>>;
  readonly refused: Readonly<Record<string, string>>;
}

type FieldJson =
  | { readonly is: 'set'; readonly json: Json }
  | { readonly is: 'elements'; readonly entries: readonly Json[] }
  | { readonly is: 'refused'; readonly reason: string };

export const fieldBody = (writes: readonly FieldWrite[], catalog: FieldCatalog): FieldBody => {
  const fields: Record<string, Json> = {};
  const update: Record<string, readonly Json[]> = {};
  const refused: Record<string, string> = {};
  for (const write of writes) {
    const json = fieldJson(write, catalog[write.fieldId]);
    if (json.is === 'set') fields[write.fieldId] = json.json;
    else if (json.is === 'elements') update[write.fieldId] = json.entries;
    else refused[write.fieldId] = json.reason;
  }
  return { fields, update, refused };
};

const fieldJson = (write: FieldWrite, meta: FieldMeta | undefined): FieldJson => {
  if (!meta) return { is: 'refused', reason: `The site has no field "${write.fieldId}" any more.` };
  switch (write.mode) {
    case 'elements':
      return { is: 'elements', entries: writeElements(meta, write.add, write.remove) };
    case 'raw':
      return checked(meta, writeLabel(meta, write.json));
    case 'set': {
      const written = writeField(meta, write.value);
      return written.ok ? checked(meta, written.json) : { is: 'refused', reason: written.detail };
    }
  }
};

const checked = (meta: FieldMeta, json: Json): FieldJson => {
  if (meta.type !== 'richText' || !isDoc(json)) return { is: 'set', json };
  const result = checkAdf(json as unknown as AdfDoc);
  return result.ok
    ? { is: 'set', json: result.doc as unknown as Json }
    : {
        is: 'refused',
        reason: `The text of "${meta.name}" is not a valid document at ${result.path}: ${result.message}.`,
      };
};

const isDoc = (json: Json): boolean =>
  typeof json === 'object' && json !== null && 'type' in json && json['type'] === 'doc';

/** For a new issue, where there is nothing to remove from: `[{add: x}]` becomes the set itself. */
export const asNewFields = ({ fields, update }: FieldBody): Readonly<Record<string, Json>> => ({
  ...Object.fromEntries(Object.entries(update).map(([id, entries]) => [id, entries.flatMap(addedBy)])),
  ...fields,
});

const addedBy = (entry: Json): readonly Json[] => {
  const added =
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) && 'add' in entry ? entry['add'] : undefined;
  return added === undefined ? [] : [added];
};

export const fieldIdsOf = ({ fields, update }: Pick<FieldBody, 'fields' | 'update'>): readonly string[] => [
  ...Object.keys(fields),
  ...Object.keys(update),
];

/** The body without these fields, which are then refused for the reasons given. */
export const withoutFields = (body: FieldBody, refused: Readonly<Record<string, string>>): FieldBody => {
  const keep = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !(id in refused)));
  return { fields: keep(body.fields), update: keep(body.update), refused: { ...body.refused, ...refused } };
};

/** The body with this one field only. */
export const onlyField = ({ fields, update }: FieldBody, id: string): FieldBody => ({
  fields: id in fields ? { [id]: fields[id] ?? null } : {},
  update: id in update ? { [id]: update[id] ?? [] } : {},
  refused: {},
});
