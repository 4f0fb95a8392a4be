import type { Side } from '../../core/model';

export type RemovalAnswer = 'delete' | 'keep';

/** How it stands with the deletions of a side's copies under one contract. */
export interface RemovalStanding {
  /** What a person said of this pair. */
  readonly answer: RemovalAnswer | null;
  /** It was let through before: what did not succeed then may be tried again. */
  readonly passed: boolean;
  /** Let through since the asked time. Nobody said anything of them. */
  readonly recent: number;
  /** Those that wait for an answer, this one included. */
  readonly waiting: number;
  /** Open pairs of the contract. */
  readonly pairs: number;
}

/** The brake for copies that go with their originals. */
export interface Removals {
  /** Notes that the side's copy in this pair is to be deleted. Others of this side wait until the transaction ends. */
  ask(
    pair: { readonly contractId: string; readonly side: Side; readonly linkId: string },
    since: Date,
    at: Date,
  ): Promise<RemovalStanding>;
  letThrough(linkId: string, at: Date): Promise<void>;
  /** The original is there again. Tells the side on which nothing waits any more because of it. */
  drop(linkId: string): Promise<Side | null>;
  /** A person's answer to all that wait; returns their pairs. */
  answer(contractId: string, side: Side, answer: RemovalAnswer): Promise<readonly string[]>;
}
