import { type Choice, type Conflict, type Side } from '../../host/api-types';

export const otherSide = (side: Side): Side => (side === 'master' ? 'provider' : 'master');

/** Whose value stands now: by a person's choice, else by the contract's rule; null while it is open. */
export const standsNow = ({ chosen, winner }: Pick<Conflict, 'chosen' | 'winner'>): Choice | null => chosen ?? winner;

export interface Offer {
  readonly choice: Choice;
  readonly whose: 'mine' | 'theirs' | 'both';
  /** Brings back a value that lost. */
  readonly restores: boolean;
}

/** What may be chosen: everything of an open conflict, the value that lost of a decided one. */
export const offersOf = (
  conflict: Pick<Conflict, 'side' | 'chosen' | 'winner' | 'both' | 'open'>,
): readonly Offer[] => {
  const { side, both, open } = conflict;
  const all: readonly Offer[] = [
    { choice: side, whose: 'mine', restores: !open },
    { choice: otherSide(side), whose: 'theirs', restores: !open },
    ...(both ? [{ choice: 'both' as const, whose: 'both' as const, restores: false }] : []),
  ];
  return all.filter(({ choice }) => choice !== standsNow(conflict));
};
