import { createHash } from 'node:crypto';
import { AsymmetricAlgorithm, decodeAsymmetric } from 'atlassian-jwt';
import { type Clock, TokenError, type UsedTokens } from '../../sync/ports';
import { checkTimes, type Claims, LEEWAY_SECONDS, openToken, type OpenToken } from './claims';
import { type InstallKeys } from './install-keys';
import { type HashedRequest, queryStringHash } from './query-string-hash';

/** A lifecycle token is used within seconds; its body is not signed, so its life is kept short. */
const MAX_LIFE_SECONDS = 60 * 60;

export interface LifecycleTokenDeps {
  readonly keys: InstallKeys;
  readonly clock: Clock;
  /** Our own base URL: the only audience. */
  readonly audience: string;
}

export interface LifecycleRequest extends HashedRequest {
  /** Where the call came from, as far as the network tells. */
  readonly network: string;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const checkSignature = (token: string, pem: string): void => {
  try {
    decodeAsymmetric(token, pem, AsymmetricAlgorithm.RS256);
  } catch {
    throw new TokenError('wrong signature');
  }
};

/** Exactly ours: a substring or prefix match would take a token that was made for `https://ours.example.evil.com`. */
const checkAudience = ({ aud }: Claims, audience: string): void => {
  if (!aud?.some((one) => withoutSlash(one) === withoutSlash(audience))) throw new TokenError('made for someone else');
};

/**
 * RS256 token of `installed` and `uninstalled`, from headers and URL alone: a refused body is never read.
 * https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps
 */
export const verifyLifecycleToken = async (
  { keys, clock, audience }: LifecycleTokenDeps,
  token: string,
  { network, ...request }: LifecycleRequest,
): Promise<OpenToken> => {
  const open = openToken(token, 'RS256');
  checkTimes(open.claims, clock.now(), MAX_LIFE_SECONDS);
  checkAudience(open.claims, audience);
  if (open.claims.qsh !== queryStringHash(request)) throw new TokenError('wrong query string hash');
  const { kid } = open.header;
  checkSignature(token, await keys.get(kid, { network, clientKey: open.claims.iss }));
  if (kid !== undefined) keys.prove(kid);
  return open;
};

/**
 * A captured token with another body must not work twice. The print is of what is signed, so that another encoding of
 * the same signature does not make it a new token.
 */
export const claimToken = async (usedTokens: UsedTokens, { signed, claims }: OpenToken): Promise<void> => {
  const print = createHash('sha256').update(signed).digest('hex');
  const expiresAt = new Date((claims.exp + 2 * LEEWAY_SECONDS) * 1000);
  if (!(await usedTokens.claim(print, expiresAt))) throw new TokenError('used before');
};
