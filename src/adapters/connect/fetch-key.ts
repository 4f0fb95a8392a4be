import { TokenError } from '../../sync/ports';
import { LifecycleError } from './lifecycle-error';

const TIMEOUT_MS = 5_000;
const MAX_PEM_LENGTH = 16_384;

const request = async (url: string): Promise<Response> => {
  try {
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new LifecycleError(503, 'no-key', 'The public key of this call could not be fetched. Try again.', { cause });
  }
};

/** PEM at an address of the key server. Throws TokenError where there is none, LifecycleError 503 where nobody can tell. */
export const fetchKey = async (url: string): Promise<string> => {
  const response = await request(url);
  if (response.status === 404) throw new TokenError('unknown key id');
  if (!response.ok) throw new LifecycleError(503, 'no-key', `The key server answered ${response.status}. Try again.`);
  const pem = (await response.text()).trim();
  if (pem.length > MAX_PEM_LENGTH || !pem.startsWith('-----BEGIN')) throw new TokenError('the key is no PEM');
  return pem;
};
