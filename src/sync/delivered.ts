import { statusBase } from '../core/plan';
import { type Half, type Link, type Operation, otherSide, type PerSide, type Side, withSide } from '../core/model';

const NEVER: PerSide<null> = { master: null, provider: null };

/** Remembers for people when each side last got something, and the last signal that each side told. */
export const noteDelivery = (link: Link, operation: Operation, at: string): Link => {
  const { side } = operation;
  const delivered = withSide<string | null>(link.delivered ?? NEVER, side, at);
  if (operation.kind !== 'transition') return { ...link, delivered };
  return { ...link, delivered, told: withSide<string | null>(link.told ?? NEVER, otherSide(side), operation.signal) };
};

/**
 * The last signal that `side` told, a word of the contract; null where it told none. The status that its workflow was
 * settled in comes first: a partner that stood there already was told without a transition. Its status of now does not
 * count, for a half may keep that to itself.
 */
export const lastSignalOf = (link: Link, side: Side, half: Half | null): string | null => {
  const held = link.facets['workflow']?.base[side]?.print;
  const settled = half?.send.workflow.find(({ to }) => statusBase(to).print === held);
  return settled?.signal ?? link.told?.[side] ?? null;
};
