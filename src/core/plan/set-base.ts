import type { BaseValue, ElementDelta } from '../model';

/** A set as a baseline: order means nothing, nothing is twice. */
export function setBase(elements: readonly string[]): BaseValue {
  const sorted = [...new Set(elements)].sort();
  return { print: JSON.stringify(sorted), elements: sorted };
}

export const NO_DELTA: ElementDelta = { added: [], removed: [] };

export const isNoDelta = ({ added, removed }: ElementDelta): boolean => added.length === 0 && removed.length === 0;

export const without = (from: readonly string[], these: readonly string[]): readonly string[] =>
  from.filter((each) => !these.includes(each));

export const common = (one: readonly string[], two: readonly string[]): readonly string[] =>
  one.filter((each) => two.includes(each));

export const deltaOf = (base: readonly string[], now: readonly string[]): ElementDelta => ({
  added: without(now, base),
  removed: without(base, now),
});

/** Elements after a delta. Adding wins where both touch one element. */
export const applyDelta = (elements: readonly string[], { added, removed }: ElementDelta): readonly string[] => [
  ...without(elements, removed),
  ...added,
];
