import { HOSTILE, type HostileCase } from './cases';
import { measure } from './measure';

/** Less than this is told by nobody's clock. */
const NOTHING_MS = 8;
/** Twice the size may cost twice the time, and some more for memory; squares cost four times. */
const MOST = 2.6;
const TRIES = 4;

/** The best of several looks, since other processes and the collector of garbage disturb only upwards. */
const growthOf = (each: HostileCase): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && best >= MOST; tries += 1) {
    const [half, whole] = [measure(each, each.size / 2), measure(each, each.size)];
    expect([half.fault, whole.fault]).toEqual([null, null]);
    if (whole.ms < NOTHING_MS) return 0;
    best = Math.min(best, whole.ms / half.ms);
  }
  return best;
};

test.each(HOSTILE.map((each) => [each.name, each] as const))('%s: twice the size costs about twice', (_name, each) => {
  expect(growthOf(each)).toBeLessThan(MOST);
});
