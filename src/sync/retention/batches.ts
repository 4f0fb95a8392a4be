import { type Log } from '../ports';

/** Rows that one statement removes: milliseconds, far below its time limit. */
export const BATCH = 2_000;
/** Pairs that are removed at a time, each with all that hangs on it. */
export const PAIRS = 200;

/** Batches that one piece of work takes in one round; what is left goes on in the next. */
const MOST_BATCHES = 50;

export interface Round {
  removed: number;
  /** Something was left. */
  more: boolean;
}

export const newRound = (): Round => ({ removed: 0, more: false });

/** A part that fails keeps no other from its turn: it comes again with the next round. */
export const inTurn = async (
  { log }: { readonly log: Log },
  part: string,
  work: () => Promise<unknown>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    log.error({ part, error }, 'a part of the tidying failed');
  }
};

/** Takes batches until nothing is left, or the share of this round is used up. True when nothing is left. */
export const inBatches = async (round: Round, take: () => Promise<number>, enough = BATCH): Promise<boolean> => {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const count = await take();
    round.removed += count;
    if (count < enough) return true;
  }
  round.more = true;
  return false;
};
