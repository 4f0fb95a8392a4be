import { LRUCache } from 'lru-cache';

/** A bucket of tokens: `atOnce` of them fit in, `perSecond` are added as time goes on. */
export interface Rate {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** One bucket for each key, within this process. Time comes in as data. */
export interface Buckets {
  /** Takes a token. 0 when there was one, else the milliseconds until there is; then nothing was taken. */
  take(key: string, now: Date): number;
  /** The same answer, and nothing is taken. */
  look(key: string, now: Date): number;
}

/** Who is forgotten for those who came later starts with a full bucket: the table is bounded, whoever knocks. */
const REMEMBERED = 10_000;

export const createBuckets = ({ perSecond, atOnce }: Rate, remembered = REMEMBERED): Buckets => {
  const buckets = new LRUCache<string, { readonly tokens: number; readonly at: number }>({ max: remembered });
  const level = (key: string, at: number): number => {
    const known = buckets.get(key);
    if (!known) return atOnce;
    return Math.min(atOnce, known.tokens + (Math.max(0, at - known.at) / 1000) * perSecond);
  };
  const waitFor = (tokens: number): number => (tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000));
  return {
    take: (key, now) => {
      const at = now.getTime();
      const tokens = level(key, at);
      if (tokens >= 1) buckets.set(key, { tokens: tokens - 1, at });
      return waitFor(tokens);
    },
    look: (key, now) => waitFor(level(key, now.getTime())),
  };
};
