import type { ConflictRule, Half, PerSide, Side } from '../model';
import { type FieldFacet } from './routes';
import { type Scene } from './scene';

/** Halves that disagree go by the master's: one of the two must decide, and both can see which. */
const agree = (master: ConflictRule | null, provider: ConflictRule | null): ConflictRule | null => master ?? provider;

export const halvesRule = (halves: PerSide<Half>): ConflictRule => halves.master.conflict;

/** A field's own override on either half, else the halves'. */
export function ruleOf(halves: PerSide<Half>, { routes }: FieldFacet): ConflictRule {
  const override = agree(routes.provider?.receive.conflict ?? null, routes.master?.receive.conflict ?? null);
  return override ?? halvesRule(halves);
}

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
