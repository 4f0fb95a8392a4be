import { decodeSymmetric, SymmetricAlgorithm } from 'atlassian-jwt';
import { type Caller, type Clock, type HostTokens, type Site, type Sites, TokenError } from '../../sync/ports';
import { checkTimes, type Claims, openToken } from './claims';
import { queryStringHash } from './query-string-hash';

/** Jira's own live minutes; a day leaves room for hosts that are slower to renew. */
const MAX_LIFE_SECONDS = 24 * 60 * 60;

/** The literal that marks a token of `AP.context.getToken()`: it is bound to no request. */
const CONTEXT_HASH = 'context-qsh';

export interface TokenDeps {
  readonly sites: Pick<Sites, 'findByClientKey' | 'secrets'>;
  readonly clock: Clock;
}

const isSignedWith = (token: string, secret: string): boolean => {
  try {
    decodeSymmetric(token, secret, SymmetricAlgorithm.HS256);
    return true;
  } catch {
    return false;
  }
};

/** The tenant is `iss` and nothing else: a session token with the tenant in `aud` (ACE mints such) is not accepted. */
const siteOf = async (sites: TokenDeps['sites'], { iss }: Claims): Promise<Site> => {
  const site = await sites.findByClientKey(iss);
  if (!site) throw new TokenError('unknown site');
  if (site.state === 'uninstalled') throw new TokenError('the site has uninstalled the add-on');
  return site;
};

const toCaller = (site: Site, { sub, context }: Claims): Caller => ({
  siteId: site.id,
  accountId: sub ?? context?.user?.accountId ?? null,
  issueId: context?.jira?.issue?.id ?? null,
  projectKey: context?.jira?.project?.key ?? null,
});

/** Proves a token of a site: signature by one of its present secrets (two, shortly after a re-install), then times. */
const prove = async ({ sites, clock }: TokenDeps, token: string, expectedHash: string): Promise<Caller> => {
  const { claims } = openToken(token, 'HS256');
  const now = clock.now();
  checkTimes(claims, now, MAX_LIFE_SECONDS);
  if (claims.qsh !== expectedHash) {
    throw new TokenError(claims.qsh === CONTEXT_HASH ? 'a context token on a bound route' : 'wrong query string hash');
  }
  const site = await siteOf(sites, claims);
  const secrets = await sites.secrets(site.id, now);
  if (!secrets.some((secret) => isSignedWith(token, secret))) throw new TokenError('wrong signature');
  return toCaller(site, claims);
};

/** Two doors that never open with the same key: mixing them up was the hole of 2021 in Connect apps. */
export const createHostTokens = (deps: TokenDeps): HostTokens => ({
  verifyBound: async (request) => prove(deps, request.token, queryStringHash(request)),
  verifyContext: async (token) => prove(deps, token, CONTEXT_HASH),
});
