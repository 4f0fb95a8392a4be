const HOUR_MS = 3_600_000;
const LONGEST_MS = 14 * 24 * HOUR_MS;
/** What the look at all pairs of a contract may cost, with the searches by `updated` well under a hundred. */
const POINTS_AN_HOUR = 60;
/** Who looks as often as this is trying things out, and wants to see what was lost soon. */
const OFTEN_MS = 60_000;

/** A call for each side, and a point for each issue. */
const pointsOf = (pairs: number): number => 2 + 2 * pairs;

/** How long to wait after a step that looked at `looked` of all `pairs`: all of them in a fortnight at most. */
export const paceMs = (looked: number, pairs: number, intervalMs: number): number => {
  if (looked === 0 || intervalMs <= OFTEN_MS) return intervalMs;
  const anHour = Math.max(POINTS_AN_HOUR, pointsOf(pairs) / (LONGEST_MS / HOUR_MS));
  return Math.max(intervalMs, Math.round((pointsOf(looked) / anHour) * HOUR_MS));
};
