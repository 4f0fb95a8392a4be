import { isEmptyValue, isForeignElement, isForeignPrint, isSet, printOf, writeLabel } from '../map';
import {
  type FacetKey,
  type FacetState,
  type FieldMeta,
  type FieldWrite,
  type Json,
  otherSide,
  type ProblemDraft,
  type Side,
  type Value,
  withSide,
} from '../model';
import { type Carried, carry, labelled } from './carry';
import { BLANK } from './facet';
import { type Note } from './piece';
import { type FieldFacet, type Route } from './routes';
import { type Scene } from './scene';
import { of, quoted } from './words';

/** What one contract field comes to when the issue is made. */
export interface Brought {
  readonly key: FacetKey;
  readonly state: FacetState;
  readonly write: FieldWrite | null;
  readonly problem: ProblemDraft | null;
  readonly note: Note | null;
}

/**
 * One field of the new issue. A base is only remembered at once where nothing is to be written; what is written gets it
 * from the receipt, so that a refused field is tried again.
 */
export function bring(scene: Scene, facet: FieldFacet, from: Side): Brought {
  const { key, fields } = facet;
  const route = facet.routes[from];
  const value = scene.snapshots[from].fields[fields[from]] ?? ({ kind: 'empty' } as const);
  const open: FacetState = { ...BLANK, fields };
  const known: FacetState = { ...open, base: withSide(BLANK.base, from, printOf(value)) };
  const brought = { key, state: known, write: null, problem: null, note: null };
  const target = scene.input.catalog[otherSide(from)][fields[otherSide(from)]];
  if (route === null || target === undefined) return { ...brought, state: route === null ? known : open };
  // The type is what the issue is made as.
  if (target.type === 'issueType') return brought;
  const own = withoutForeign(scene, route, value);
  const note = own === value ? null : foreignNote(facet, from);
  const carried = carry(scene, route, target, own);
  switch (carried.is) {
    case 'skip':
      return { ...brought, note: { side: from, code: carried.code, reason: carried.reason } };
    case 'problem': {
      const { side, code, cause, remedy } = carried;
      const subject = `Field ${quoted(facet.name)}`;
      return {
        ...brought,
        state: open,
        problem: { facet: key, side, code, subject, cause, remedy, print: printOf(value).print },
      };
    }
    case 'value':
      return { ...brought, note, ...filled(scene, facet, route, value, carried) };
  }
}

function filled(
  scene: Scene,
  { key, fields }: FieldFacet,
  { receive, to }: Route,
  value: Value,
  carried: Extract<Carried, { is: 'value' }>,
): Partial<Brought> {
  if (carried.raw === null && isEmptyValue(carried.value)) return {};
  const target = scene.input.catalog[to][receive.field];
  const { print, elements } = printOf(value);
  const meta = scene.input.catalog[otherSide(to)][fields[otherSide(to)]];
  // A set that is empty puts nothing into the target: a default there is the half's own.
  const own = meta !== undefined && isSet(meta) ? (elements ?? []) : elements;
  const put = target !== undefined && isSet(target) ? (own ?? printOf(carried.value).elements) : elements;
  const common = {
    facet: key,
    fieldId: receive.field,
    source: { print, elements: put },
    pendingMedia: carried.pendingMedia,
    excerpt: carried.excerptOf !== null,
  };
  const state = { ...BLANK, fields };
  return carried.raw === null
    ? { state, write: { ...common, mode: 'set', value: carried.value } }
    : { state, write: { ...common, mode: 'raw', json: carried.raw, reads: carried.value } };
}

const foreignNote = ({ name }: FieldFacet, side: Side): Note => ({
  side,
  code: 'not-relayed',
  reason: `Field ${quoted(name)} came from another partner, and ${of(side)} side does not pass it on.`,
});

/** What another partner wrote stays out of the new issue, unless the half relays it (law 8). */
function withoutForeign({ input }: Scene, { from, send }: Route, value: Value): Value {
  const foreign = input.foreign[from][send.field];
  if (foreign === undefined || send.relay) return value;
  if (value.kind === 'options') {
    const labels = value.labels.filter((label) => !isForeignElement(foreign, label));
    if (labels.length === value.labels.length) return value;
    return labels.length === 0 ? { kind: 'empty' } : { kind: 'options', labels };
  }
  return isForeignPrint(foreign, printOf(value).print) ? { kind: 'empty' } : value;
}

/**
 * What is given, with the constants of the half and its defaults for fields that the partner did not fill. A set takes its
 * constant beside what the partner gave.
 */
export function withConstants(scene: Scene, to: Side, given: readonly FieldWrite[]): readonly FieldWrite[] {
  const { fields, create } = scene.halves[to].receive;
  const own = fields.flatMap(({ field, value }) => (value === null ? [] : [[field, value] as const]));
  const constant = new Set(fields.flatMap(({ from, field }) => (from === null ? [field] : [])));
  const wanted = new Map([...Object.entries(create?.defaults ?? {}), ...own]);
  return [...wanted].reduce<readonly FieldWrite[]>((writes, [fieldId, json]) => {
    const meta = scene.input.catalog[to][fieldId];
    if (meta === undefined) return writes;
    if (!writes.some((write) => write.fieldId === fieldId)) return [...writes, rawWrite(meta, json, to)];
    return constant.has(fieldId) ? writes.map((write) => joined(write, meta, json)) : writes;
  }, given);
}

const rawWrite = (meta: FieldMeta, json: Json, to: Side): FieldWrite => ({
  facet: `field:${meta.name} (constant)>${to}`,
  fieldId: meta.id,
  source: null,
  pendingMedia: [],
  excerpt: false,
  mode: 'raw',
  json: writeLabel(meta, json),
});

function joined(write: FieldWrite, meta: FieldMeta, json: Json): FieldWrite {
  const { value } = labelled(meta, json);
  const fits = write.fieldId === meta.id && write.mode === 'set' && write.value.kind === 'options';
  if (!fits || value.kind !== 'options') return write;
  const labels = [...new Set([...write.value.labels, ...value.labels])];
  return { ...write, value: { kind: 'options', labels } };
}
