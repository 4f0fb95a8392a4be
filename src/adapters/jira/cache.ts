import { LRUCache } from 'lru-cache';
import { type Clock } from '../../sync/ports';

/** Remembers what was loaded. Those who ask while it is being loaded share the one load; a failure is not kept. */
export interface Cache<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  clear(): void;
}

/** Entries age by our own clock, which tests and the playground can set. */
export const byClock = (clock: Clock) => ({ perf: { now: () => clock.now().getTime() }, ttlResolution: 0 });

export const createCache = <T>(clock: Clock, max: number, ttlMs: number): Cache<T> => {
  const entries = new LRUCache<string, Promise<T>>({ max, ttl: ttlMs, ...byClock(clock) });
  return {
    get: (key, load) => {
      const known = entries.get(key);
      if (known) return known;
      const loading = load();
      entries.set(key, loading);
      loading.catch(() => {
        if (entries.peek(key) === loading) entries.delete(key);
      });
      return loading;
    },
    clear: () => entries.clear(),
  };
};
