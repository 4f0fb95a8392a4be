import { isCombinable } from '../core/map';
import { type FacetKey, otherSide, type Side, type Value } from '../core/model';
import { type ConflictRecord } from './ports';

/** A field is written and read as one value; comments and workflows have none to bring back. */
export const isFieldFacet = (facet: FacetKey): boolean => facet.startsWith('field:');

/** A field that goes one way only could not bring both values to both sides. */
const goesBothWays = (facet: FacetKey): boolean => isFieldFacet(facet) && !/>(master|provider)$/.test(facet);

/** Whether both values of a conflict can stand in the field, those of `side` first. `partner`: how the other site is named. */
export const mayTakeBoth = ({ facet, values }: ConflictRecord, side: Side, partner: string): boolean => {
  if (!goesBothWays(facet)) return false;
  const read = (each: Side): Value => JSON.parse(values[each]) as Value;
  return isCombinable(read(side), read(otherSide(side)), partner);
};

/** What stands now: what a person chose, else what the rule took; null while nobody decided. */
export const decisionOf = ({ chosen, winner }: Pick<ConflictRecord, 'chosen' | 'winner'>): ConflictRecord['chosen'] =>
  chosen ?? winner;
