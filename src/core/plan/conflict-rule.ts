import { agreedRule, type ConflictRule, type Half, otherSide, type PerSide, perSide, type Side } from '../model';
import { type FieldFacet } from './routes';
import { type Scene } from './scene';

/** For what is not a field of its own, such as the workflow. */
export const halvesRule = ({ master, provider }: PerSide<Half>): ConflictRule =>
  agreedRule({ master: { own: null, all: master.conflict }, provider: { own: null, all: provider.conflict } });

/** A side says how its own field is treated in the rule by which it receives. */
export const ruleOf = (halves: PerSide<Half>, { routes }: FieldFacet): ConflictRule =>
  agreedRule(
    perSide((side) => ({ own: routes[otherSide(side)]?.receive.conflict ?? null, all: halves[side].conflict })),
  );

/** The side whose value is taken; null when a person is asked. */
export function winnerBy(rule: ConflictRule, { snapshots }: Scene): Side | null {
  switch (rule) {
    case 'master':
    case 'provider':
      return rule;
    case 'ask':
      return null;
    case 'latest':
      return Date.parse(snapshots.provider.updated) > Date.parse(snapshots.master.updated) ? 'provider' : 'master';
  }
}
