import { LRUCache } from 'lru-cache';
import { type Buckets, createBuckets } from '../../limits/buckets';
import { type Clock, TokenError } from '../../sync/ports';
import { fetchKey } from './fetch-key';
import { LifecycleError } from './lifecycle-error';

/** Atlassian's key ids are UUIDs; whatever else one may be, it is one plain path segment. */
const KEY_ID = /^(?!\.+$)[\w.-]{1,128}$/;
/** Short: a key that was withdrawn must not live on here, and one that is new must be found. */
const CACHE_MS = 60_000;
const CACHED_KEYS = 50;
const REMEMBERED_IDS = 1_000;
/** Key ids that do not exist, by who names them. */
const FAILURES = { perSecond: 0.5, atOnce: 30 };
/** Fetches at a time that strangers cause, and those that name a site we know. */
const AT_ONCE = 8;

/** Who makes us fetch a key; nothing of it is proved yet. */
export interface KeyAsker {
  readonly network: string;
  readonly clientKey: string;
}

export interface InstallKeys {
  /** PEM of the public key. Throws TokenError for an id that does not exist, LifecycleError when nobody can tell now. */
  get(keyId: string | undefined, asker: KeyAsker): Promise<string>;
  /** Something genuine was signed with this key: from now on its fetches are held up by nobody. */
  prove(keyId: string): void;
}

export interface InstallKeysDeps {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly isKnownSite: (clientKey: string) => Promise<boolean>;
}

/** Whose purse pays for a fetch, and which of the two queues it waits in. */
interface Payer {
  readonly purse: string;
  readonly queue: 'strangers' | 'sites';
}

const busy = (retryAfterMs: number): LifecycleError =>
  new LifecycleError(429, 'too-many-requests', 'Too many calls that are signed by nobody. Try again later.', {
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)),
  });

/**
 * Strangers pay with their network; a call that names a site we know pays with that site where they are too many, so that a
 * flood from the same address (or behind the same proxy), or from everywhere, does not keep its uninstall out.
 */
const findPayer = async (
  { clock, isKnownSite }: InstallKeysDeps,
  { failures, isFull }: { readonly failures: Buckets; readonly isFull: boolean },
  asker: KeyAsker,
): Promise<Payer> => {
  const now = clock.now();
  const network = `network ${asker.network}`;
  const waitMs = failures.look(network, now);
  if (waitMs === 0 && !isFull) return { purse: network, queue: 'strangers' };
  const site = `site ${asker.clientKey}`;
  if (failures.look(site, now) > 0 || !(await isKnownSite(asker.clientKey))) throw busy(waitMs);
  return { purse: site, queue: 'sites' };
};

/** Public keys of signed lifecycle calls, from `<baseUrl>/<kid>`. An id that somebody made up costs at most one fetch. */
export const createInstallKeys = (deps: InstallKeysDeps): InstallKeys => {
  const { baseUrl, clock } = deps;
  const aged = { ttl: CACHE_MS, perf: { now: () => clock.now().getTime() }, ttlResolution: 0 };
  const cache = new LRUCache<string, string>({ max: CACHED_KEYS, ...aged });
  const missing = new LRUCache<string, true>({ max: REMEMBERED_IDS, ...aged });
  const proven = new LRUCache<string, true>({ max: REMEMBERED_IDS });
  const underWay = new Map<string, Promise<string>>();
  const failures = createBuckets(FAILURES);
  const running = { strangers: 0, sites: 0 };

  const fetchNoted = async (keyId: string): Promise<string> => {
    try {
      const pem = await fetchKey(`${baseUrl}/${encodeURIComponent(keyId)}`);
      cache.set(keyId, pem);
      return pem;
    } catch (error) {
      if (error instanceof TokenError) missing.set(keyId, true);
      throw error;
    }
  };

  const fetchShared = (keyId: string): Promise<string> => {
    const known = underWay.get(keyId);
    if (known) return known;
    const fetching = fetchNoted(keyId).finally(() => underWay.delete(keyId));
    underWay.set(keyId, fetching);
    return fetching;
  };

  const fetchFor = async ({ purse, queue }: Payer, keyId: string): Promise<string> => {
    if (running[queue] >= AT_ONCE) throw busy(1_000);
    running[queue] += 1;
    try {
      return await fetchShared(keyId);
    } catch (error) {
      if (error instanceof TokenError) failures.take(purse, clock.now());
      throw error;
    } finally {
      running[queue] -= 1;
    }
  };

  return {
    get: async (keyId, asker) => {
      // Checked before it becomes part of an address: `../` would choose another file of the key host.
      if (keyId === undefined || !KEY_ID.test(keyId)) throw new TokenError('no usable key id');
      const known = cache.get(keyId);
      if (known !== undefined) return known;
      if (missing.has(keyId)) throw new TokenError('unknown key id');
      if (proven.has(keyId) || underWay.has(keyId)) return fetchShared(keyId);
      const isFull = running.strangers >= AT_ONCE;
      return fetchFor(await findPayer(deps, { failures, isFull }, asker), keyId);
    },
    prove: (keyId) => void proven.set(keyId, true),
  };
};
