import { type PerSide, type Plan, SIDES } from '../core/model';
import { type Stores } from './ports';

const sameValues = (one: PerSide<string>, two: PerSide<string>): boolean =>
  SIDES.every((side) => one[side] === two[side]);

/** A plan that carries out what a person chose finds the same two values once more: that conflict is on record already. */
export const withoutAnswered = async (
  stores: Stores,
  linkId: string,
  drafts: Plan['conflicts'],
): Promise<Plan['conflicts']> => {
  const known = await Promise.all(drafts.map(({ facet }) => stores.conflicts.findLatest(linkId, facet)));
  return drafts.filter(({ winner, values }, index) => {
    const latest = known[index];
    return !latest || latest.chosen === null || latest.chosen !== winner || !sameValues(latest.values, values);
  });
};
