import { type FacetKey, type FacetState, type Half, type Link, type PerSide, SIDES } from '../model';
import { type FieldFacet, fieldFacets } from './routes';

/** A name is sent to so many fields of one side at most that are still told apart by what is remembered. */
const NUMBERS = ['', '#2', '#3', '#4', '#5', '#6', '#7', '#8', '#9'];

/** Keys that the facet had, or would have, with other directions between the same two fields. */
const otherKeys = ({ key, name }: FieldFacet): readonly FacetKey[] =>
  NUMBERS.flatMap((number) => ['', '>master', '>provider'].map((way) => `field:${name}${number}${way}`)).filter(
    (each) => each !== key,
  );

/** Older links remember no fields; then the name alone tells, and only where it stands for one facet. */
const isOf = ({ fields }: FieldFacet, key: FacetKey, state: FacetState): boolean =>
  state.fields === undefined ? !key.includes('#') : SIDES.every((side) => state.fields?.[side] === fields[side]);

interface Move {
  readonly from: readonly FacetKey[];
  readonly to: FacetKey;
}

/** What is remembered under another key of the facet, the best first. */
function movesOf(link: Link, facets: readonly FieldFacet[]): readonly Move[] {
  const present = new Set(facets.map(({ key }) => key));
  const taken = new Set<FacetKey>();
  return facets.flatMap((facet) => {
    const known = otherKeys(facet).filter((key) => {
      const state = link.facets[key];
      return state !== undefined && !present.has(key) && !taken.has(key) && isOf(facet, key, state);
    });
    for (const key of known) taken.add(key);
    return known.length === 0 ? [] : [{ from: known, to: facet.key }];
  });
}

function moved<T>(all: Readonly<Record<FacetKey, T>>, { from, to }: Move): Readonly<Record<FacetKey, T>> {
  const old = from.find((key) => key in all);
  const kept = Object.fromEntries(Object.entries(all).filter(([key]) => !from.includes(key)));
  const value = old === undefined ? undefined : all[old];
  return value === undefined || to in all ? kept : { ...kept, [to]: value };
}

/**
 * A contract field that stops or starts to flow in one direction is the same field still: what its two sides held when they
 * were settled goes on to count, whatever the facet is called now.
 */
export function carriedOver(link: Link, halves: PerSide<Half>): Link {
  const moves = movesOf(link, fieldFacets(halves));
  return moves.reduce<Link>((next, move) => {
    const { choices, restores } = next;
    return {
      ...next,
      facets: moved(next.facets, move),
      ...(choices && { choices: moved(choices, move) }),
      ...(restores && { restores: moved(restores, move) }),
    };
  }, link);
}
