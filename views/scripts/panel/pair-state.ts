import { type IssueLink } from '../host/api-types';

/** How a pair is doing, worst first. */
export type PairState =
  'ended' | 'paused' | 'trouble' | 'partnerTrouble' | 'undecided' | 'creating' | 'waiting' | 'inStep';

type Judged = Pick<IssueLink, 'state' | 'waiting' | 'conflicts'> & {
  readonly problems: readonly { readonly whose: 'mine' | 'partner' }[];
};

export const pairStateOf = ({ state, waiting, problems, conflicts }: Judged): PairState => {
  if (state === 'closed') return 'ended';
  if (state === 'paused') return 'paused';
  if (problems.some(({ whose }) => whose === 'mine')) return 'trouble';
  if (problems.length > 0) return 'partnerTrouble';
  if (conflicts > 0) return 'undecided';
  if (state === 'creating') return 'creating';
  return waiting === null ? 'inStep' : 'waiting';
};

/** Open pairs first, those in trouble above all; ended ones are shown apart. */
const ORDER: readonly PairState[] = [
  'trouble',
  'partnerTrouble',
  'undecided',
  'waiting',
  'creating',
  'inStep',
  'paused',
  'ended',
];

export const splitPairs = <T extends Judged>(
  pairs: readonly T[],
): { readonly open: readonly T[]; readonly ended: readonly T[] } => {
  const rank = (pair: T): number => ORDER.indexOf(pairStateOf(pair));
  const sorted = [...pairs].sort((a, b) => rank(a) - rank(b));
  return {
    open: sorted.filter(({ state }) => state !== 'closed'),
    ended: sorted.filter(({ state }) => state === 'closed'),
  };
};
