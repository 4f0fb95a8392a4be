import { type EventHint, type Link, type Plan, SIDES } from '../core/model';
import { type Agreement } from './agreement';
import { describeFacet } from './describe-operation';
import { type ActivityEntry } from './ports';

type Entry = Omit<ActivityEntry, 'id'>;

/**
 * The sentences that a stored plan is worth: one for each conflict, and exactly one when events led to nothing (law 10).
 * A sweep that finds everything in step says nothing, and neither do the passes that follow a write.
 */
export const explain = (
  { contract, connection }: Agreement,
  link: Link,
  plan: Plan,
  hints: readonly EventHint[],
  pass: number,
  at: Date,
): readonly Entry[] => {
  const base = {
    at: at.toISOString(),
    connectionId: connection.id,
    contractId: contract.id,
    linkId: link.id,
    keys: { master: link.issues.master?.key ?? null, provider: link.issues.provider?.key ?? null },
    actor: null,
  };
  const conflicts = plan.conflicts.map(({ facet, winner }): Entry => ({
    ...base,
    side: null,
    kind: 'conflict',
    text: `Both sides changed ${describeFacet(facet)}. ${outcomeOf(winner)}`,
  }));
  return [...conflicts, ...nothingDone(plan, hints, pass).map((entry): Entry => ({ ...base, ...entry }))];
};

const outcomeOf = (winner: string | null): string =>
  winner === null
    ? 'Both stay as they are until an admin chooses.'
    : `The ${winner}'s value was taken; the other one is kept with the conflict.`;

const nothingDone = (
  plan: Plan,
  hints: readonly EventHint[],
  pass: number,
): readonly Pick<Entry, 'side' | 'kind' | 'text'>[] => {
  const idle = plan.operations.length === 0 && plan.conflicts.length === 0 && plan.problems.length === 0;
  const asked = hints.filter(({ kind }) => kind !== 'sweep');
  if (!idle || pass > 0 || asked.length === 0) return [];
  const side = SIDES.find((each) => asked.every((hint) => hint.side === each)) ?? null;
  return [{ side, kind: 'nothing', text: plan.skipped[0]?.reason ?? IN_STEP }];
};

const IN_STEP = 'Nothing to do: what the contract covers is the same on both sides.';
