import { isEmptyValue, printOf } from '../map';
import {
  type BaseValue,
  type FacetState,
  type FieldMeta,
  otherSide,
  type PerSide,
  perSide,
  SIDES,
  type Value,
} from '../model';
import { BLANK, rest } from './facet';
import { type FieldFacet } from './routes';
import { metaOf, type Scene, stateIn, valueOf } from './scene';

/** One side of a field facet as it is now. */
export interface Reading {
  readonly meta: FieldMeta;
  readonly value: Value;
  readonly print: BaseValue;
  readonly empty: boolean;
}

/** A field facet laid out for comparing: what is remembered of it and what both sides hold. */
export interface Desk {
  readonly facet: FieldFacet;
  readonly state: FacetState;
  /** The facet was planned before over the same two fields. */
  readonly known: boolean;
  /** The state is another than what is stored, although nothing was settled yet. */
  readonly fresh?: boolean;
  readonly now: PerSide<Reading>;
}

const sameFields = (state: FacetState, { fields }: FieldFacet): boolean =>
  state.fields === undefined || SIDES.every((side) => state.fields?.[side] === fields[side]);

/** Null when a side has no such field: there is nothing to compare. */
export function layOut(scene: Scene, facet: FieldFacet): Desk | null {
  const metas = perSide((side) => metaOf(scene, side, facet.fields[side]));
  const { master, provider } = metas;
  if (master === null || provider === null) return null;
  const stored = stateIn(scene, facet.key);
  const known = facet.key in scene.link.facets && sameFields(stored, facet);
  const state = { ...(known ? stored : { ...BLANK, parked: stored.parked }), fields: facet.fields };
  const read = { master, provider };
  const now = perSide((side): Reading => {
    const value = valueOf(scene, side, facet.fields[side]);
    return { meta: read[side], value, print: printOf(value), empty: isEmptyValue(value) };
  });
  return { facet, state, known, now };
}

/**
 * Bases to compare with. Where nothing was written at creation, a copy may have none: its own default is then taken as it
 * is, and what the origin could not deliver counts as changed.
 */
export function basesOf(scene: Scene, { state, known }: Desk, now: PerSide<BaseValue>): PerSide<BaseValue | null> {
  const { origin } = scene.link;
  const copy = otherSide(origin);
  const accepts = known && scene.ours[copy] && state.base[copy] === null;
  return accepts ? { ...state.base, [copy]: now[copy] } : state.base;
}

/** Both sides as they are now become the baseline. */
export const settled = ({ state, now }: Desk): FacetState =>
  rest(state, { master: now.master.print, provider: now.provider.print });
