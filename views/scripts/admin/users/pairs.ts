import { type Side, type UserPairs } from '../../host/api-types';

/** One of ours and the one of theirs who stands for the same person. */
export interface UserPair {
  readonly mine: string;
  readonly theirs: string;
}

export interface Change {
  readonly add: readonly UserPair[];
  readonly remove: readonly UserPair[];
}

export const MOST_PAIRS = 5_000;

export const otherSide = (side: Side): Side => (side === 'master' ? 'provider' : 'master');

export const fromApi = ({ pairs }: Pick<UserPairs, 'pairs'>, side: Side): readonly UserPair[] =>
  pairs.map((pair) => ({ mine: pair[side], theirs: pair[otherSide(side)] }));

export const toApi = (pairs: readonly UserPair[], side: Side): Pick<UserPairs, 'pairs'> => ({
  pairs: pairs.map(({ mine, theirs }) =>
    side === 'master' ? { master: mine, provider: theirs } : { master: theirs, provider: mine },
  ),
});

const isSame = (a: UserPair, b: UserPair): boolean => a.mine === b.mine && a.theirs === b.theirs;

/** The list with the change. An account that is matched anew leaves its earlier match: each has one counterpart. */
export const withChange = (pairs: readonly UserPair[], { add, remove }: Change): readonly UserPair[] => {
  const [mine, theirs] = [new Set(add.map((pair) => pair.mine)), new Set(add.map((pair) => pair.theirs))];
  const kept = pairs.filter(
    (pair) => !remove.some((gone) => isSame(gone, pair)) && !mine.has(pair.mine) && !theirs.has(pair.theirs),
  );
  return [...kept, ...add];
};

export interface Comparison {
  readonly fresh: readonly UserPair[];
  readonly already: number;
  /** Matches of the list that would give way. */
  readonly replaced: number;
}

/** What taking `wanted` over would mean for the list. */
export const compare = (pairs: readonly UserPair[], wanted: readonly UserPair[]): Comparison => {
  const mine = new Map(pairs.map((pair) => [pair.mine, pair]));
  const theirs = new Map(pairs.map((pair) => [pair.theirs, pair]));
  const fresh = wanted.filter((pair) => mine.get(pair.mine)?.theirs !== pair.theirs);
  const replaced = new Set(fresh.flatMap((pair) => [mine.get(pair.mine), theirs.get(pair.theirs)]));
  replaced.delete(undefined);
  return { fresh, already: wanted.length - fresh.length, replaced: replaced.size };
};
