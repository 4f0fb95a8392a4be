/** How a run of a lane ended. */
export type LaneOutcome =
  | { readonly is: 'done' }
  /** Run again at `at`; `attempt` counts failures in a row, `waitsFor` is a sentence for people. */
  | { readonly is: 'later'; readonly at: Date; readonly attempt: number; readonly waitsFor: string };

export const DONE: LaneOutcome = { is: 'done' };

export const later = (at: Date, attempt: number, waitsFor: string): Extract<LaneOutcome, { is: 'later' }> => ({
  is: 'later',
  at,
  attempt,
  waitsFor,
});

/** Far enough for "until someone acts"; a wake makes it due earlier. */
export const UNTIL_WOKEN_MS = 10 * 365 * 24 * 3600 * 1000;
