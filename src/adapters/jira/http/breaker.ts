/** After so many calls in a row that brought no answer a site is left alone for a while. */
const SILENT_AFTER = 3;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** While one call finds out whether the site answers again. */
const PROBE_MS = 5_000;

/**
 * Keeps calls from a site that does not answer: each would hold a lane for as long as a call may take. After a pause one
 * call finds out; the pauses grow until a call is answered, whatever the answer.
 */
export interface Breaker {
  /** Milliseconds for which no call may begin; null where one may. The caller that gets the null after a pause is the probe. */
  waitMs(now: number): number | null;
  noteAnswered(): void;
  /** `from`: when the call began. What began before the present pause tells nothing new. */
  noteSilent(from: number, now: number): void;
  silent(): number;
}

export const createBreaker = (): Breaker => {
  let inRow = 0;
  let pauses = 0;
  let until = 0;
  let probeUntil = 0;
  return {
    waitMs: (now) => {
      if (pauses === 0) return null;
      if (now < until) return until - now;
      if (now < probeUntil) return Math.min(PROBE_MS, probeUntil - now);
      probeUntil = now + 60_000;
      return null;
    },
    noteAnswered: () => {
      inRow = 0;
      pauses = 0;
      until = 0;
      probeUntil = 0;
    },
    noteSilent: (from, now) => {
      inRow += 1;
      if (inRow < SILENT_AFTER || (pauses > 0 && from < until)) return;
      until = now + Math.min(FIRST_PAUSE_MS * 2 ** pauses, LONGEST_PAUSE_MS);
      pauses += 1;
      probeUntil = 0;
    },
    silent: () => inRow,
  };
};
