import { LRUCache } from 'lru-cache';
import { TokenError } from '../../sync/ports';
import { LifecycleError } from './lifecycle-error';

/** Atlassian's key ids are UUIDs; whatever else one may be, it is one plain path segment. */
const KEY_ID = /^(?!\.+$)[\w.-]{1,128}$/;
const TIMEOUT_MS = 5_000;
const MAX_PEM_LENGTH = 16_384;
/** Short: a key that was withdrawn must not live on here. */
const CACHE_MS = 60_000;
const CACHED_KEYS = 50;

export interface InstallKeys {
  /** PEM of the public key. Throws TokenError for an id that does not exist, LifecycleError 503 when nobody can tell. */
  get(keyId: string | undefined): Promise<string>;
}

const fetchKey = async (url: string): Promise<Response> => {
  try {
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new LifecycleError(503, 'no-key', 'The public key of this call could not be fetched. Try again.', { cause });
  }
};

const readKey = async (response: Response): Promise<string> => {
  if (response.status === 404) throw new TokenError('unknown key id');
  if (!response.ok) throw new LifecycleError(503, 'no-key', `The key server answered ${response.status}. Try again.`);
  const pem = (await response.text()).trim();
  if (pem.length > MAX_PEM_LENGTH || !pem.startsWith('-----BEGIN')) throw new TokenError('the key is no PEM');
  return pem;
};

/** Public keys of signed lifecycle calls, from `<baseUrl>/<kid>`. */
export const createInstallKeys = (baseUrl: string): InstallKeys => {
  const cache = new LRUCache<string, string>({ max: CACHED_KEYS, ttl: CACHE_MS });
  return {
    get: async (keyId) => {
      // Checked before it becomes part of an address: `../` would choose another file of the key host.
      if (keyId === undefined || !KEY_ID.test(keyId)) throw new TokenError('no usable key id');
      const known = cache.get(keyId);
      if (known !== undefined) return known;
      const pem = await readKey(await fetchKey(`${baseUrl}/${encodeURIComponent(keyId)}`));
      cache.set(keyId, pem);
      return pem;
    },
  };
};
