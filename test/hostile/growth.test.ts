import { HOSTILE, type HostileCase } from './cases';
import { measure } from './measure';

/** Less than this is told by nobody's clock. */
const NOTHING_MS = 8;
/** So many times the size: a line costs as many times the work, a square 64 times. Between lies room for memory and noise. */
const TIMES = 8;
const MOST = 20;
const TRIES = 6;

/** The best of several looks, since other processes and the collector of garbage disturb only upwards. */
const growthOf = (each: HostileCase): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && best >= MOST; tries += 1) {
    const [part, whole] = [measure(each, Math.round(each.size / TIMES)), measure(each, each.size)];
    expect([part.fault, whole.fault]).toEqual([null, null]);
    if (whole.ms < NOTHING_MS) return 0;
    // A part that no clock can tell apart from nothing is no measure of the whole.
    best = Math.min(best, whole.ms / Math.max(part.ms, NOTHING_MS / TIMES));
  }
  return best;
};

test.each(HOSTILE.map((each) => [each.name, each] as const))(
  '%s: eight times the size costs about eight times',
  (_name, each) => {
    expect(growthOf(each)).toBeLessThan(MOST);
  },
);
