import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import {
  type Caller,
  type Clock,
  type HostTokens,
  type Installation,
  type Log,
  type Site,
  type Sites,
  TokenError,
  type UsedTokens,
} from '../../sync/ports';
import { z } from 'zod';
import { networkOf } from '../../limits/network-of';
import { type Ace } from './ace';
import { findReadable } from './find-readable';
import { type OpenToken } from './claims';
import { plainOrigin } from './display-url';
import { type InstallRules, readInstallation } from './installation';
import { type Learning } from './learn-site';
import { LifecycleError } from './lifecycle-error';
import { claimToken, type LifecycleTokenDeps, verifyLifecycleToken } from './lifecycle-token';
import { proveSecret, type ProofDeps } from './prove-secret';
import { type HashedRequest } from './query-string-hash';

/** Tokens and webhooks that were signed with the secret before a re-install may still be on their way. */
const OVERLAP_MS = 10 * 60 * 1000;
const BODY_LIMIT = '64kb';

export type LifecycleEvent = 'installed' | 'enabled' | 'disabled' | 'uninstalled';

export interface LifecycleDeps extends LifecycleTokenDeps, ProofDeps {
  readonly sites: Sites;
  readonly usedTokens: UsedTokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly rules: InstallRules;
  readonly tokens: HostTokens;
  readonly ace: Ace;
  readonly learning: Learning;
  readonly onChange?: OnSiteChange;
}

/** Told after the state of a site was stored; `before` is null for a site that is new. */
export type OnSiteChange = (event: LifecycleEvent, site: Site, before: Site['state'] | null) => Promise<void>;

const parseBody = express.json({ limit: BODY_LIMIT });

type Step = (req: Request, res: Response) => Promise<void>;

/** Express 4 does not forward a rejected promise. The name shows in the snapshot of all routes. */
const named = (name: string, step: Step, done: (res: Response, next: NextFunction) => void): RequestHandler => {
  const handler: RequestHandler = (req, res, next) => {
    step(req, res).then(() => done(res, next), next);
  };
  return Object.defineProperty(handler, 'name', { value: name });
};

const guard = (name: string, step: Step): RequestHandler => named(name, step, (_res, next) => next());

const answer = (name: string, step: Step): RequestHandler => named(name, step, (res) => res.status(204).end());

const tokenOf = (req: Request): string => {
  const token = /^JWT (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new TokenError('no token');
  return token;
};

const hashedRequestOf = (req: Request): HashedRequest => {
  if (req.originalUrl.includes('?')) throw new TokenError('a lifecycle call has no query');
  return { method: req.method, path: req.originalUrl, query: {} };
};

const announce = async (
  deps: LifecycleDeps,
  event: LifecycleEvent,
  site: Site,
  before: Site['state'] | null,
): Promise<void> => {
  deps.log.info({ siteId: site.id, host: new URL(site.baseUrl).host, event }, 'lifecycle of a site');
  await deps.onChange?.(event, site, before);
};

/** Checks of what is about to replace something we know. */
const checkReplacement = async (deps: LifecycleDeps, next: Installation): Promise<Site | null> => {
  const site = await deps.sites.findByClientKey(next.clientKey);
  const installation = site && (await findReadable(deps.sites, next.clientKey, deps.log));
  if (site && installation) await proveSecret(deps, { installation, site }, next);
  return site;
};

const install = async (deps: LifecycleDeps, req: Request, res: Response): Promise<void> => {
  const open = openTokenIn(res);
  const installation = readInstallation(req.body, open.claims.iss, deps.rules);
  await claimToken(deps.usedTokens, open);
  await deps.ace.verifyInstallation({ req, res, issuer: open.claims.iss });
  const known = await checkReplacement(deps, installation);
  // What was uninstalled has revoked its secret: only a re-install over a living one needs the overlap.
  const overlapMs = known && known.state !== 'uninstalled' ? OVERLAP_MS : 0;
  // What the site itself named is kept until it is asked again, unless the site has moved.
  const displayUrl = known?.baseUrl === installation.baseUrl ? known.displayUrl : installation.displayUrl;
  const saved = await deps.sites.saveInstallation({ ...installation, displayUrl }, deps.clock.now(), overlapMs);
  noteForeignDisplay(deps, installation, saved);
  deps.learning.start(saved.id);
  await announce(deps, 'installed', saved, known?.state ?? null);
};

const noteForeignDisplay = ({ log }: LifecycleDeps, { payload }: Installation, { id, displayUrl }: Site): void => {
  const claimed = payload['displayUrl'];
  if (typeof claimed !== 'string' || plainOrigin(claimed) === displayUrl) return;
  log.warn(
    { siteId: id, used: displayUrl },
    'the display URL of an installation is not used: the site is asked for it',
  );
};

/** The data stays, for a re-install within the retention time; nothing is sent or received any more. */
const uninstall = async (deps: LifecycleDeps, req: Request, res: Response): Promise<void> => {
  const open = openTokenIn(res);
  checkClientKey(req, open.claims.iss);
  await claimToken(deps.usedTokens, open);
  await deps.ace.verifyUninstallation({ req, res, issuer: open.claims.iss });
  const site = await deps.sites.findByClientKey(open.claims.iss);
  if (!site) return;
  await deps.sites.setState(site.id, 'uninstalled');
  await announce(deps, 'uninstalled', { ...site, state: 'uninstalled' }, site.state);
};

const clientKeySchema = z.object({ clientKey: z.string() });

/** The tenant is the token's; a body that names another one is a mistake or an attack. */
const checkClientKey = (req: Request, clientKey: string): void => {
  const named = clientKeySchema.safeParse(req.body);
  if (!named.success || named.data.clientKey !== clientKey) {
    throw new LifecycleError(401, 'unauthorised', 'The client key is not the issuer of the token.');
  }
};

const switchState = async (deps: LifecycleDeps, state: 'enabled' | 'disabled', req: Request, res: Response) => {
  const site = await deps.sites.get(callerIn(res).siteId);
  checkClientKey(req, site.clientKey);
  await deps.sites.setState(site.id, state);
  if (state === 'enabled' && site.ownAccountIds.length === 0) deps.learning.start(site.id);
  await announce(deps, state, { ...site, state }, site.state);
};

const openTokenIn = (res: Response): OpenToken => res.locals['lifecycleToken'] as OpenToken;
const callerIn = (res: Response): Caller => res.locals['lifecycleCaller'] as Caller;

/**
 * `installed` and `uninstalled` are signed by Atlassian (RS256), `enabled` and `disabled` by the site (HS256). The token
 * is proved before the body is read. A `disabled` that comes without a token after an uninstall (AC-2561) gets its 401
 * like any other and changes nothing.
 */
export const createLifecycle = (deps: LifecycleDeps): Router => {
  const byAtlassian = guard('authenticateLifecycle', async (req, res) => {
    res.locals['lifecycleToken'] = await verifyLifecycleToken(deps, tokenOf(req), {
      ...hashedRequestOf(req),
      network: networkOf(req.ip),
    });
  });
  const bySite = guard('authenticateSite', async (req, res) => {
    const request = { ...hashedRequestOf(req), token: tokenOf(req) };
    res.locals['lifecycleCaller'] = await deps.tokens.verifyBound(request);
  });
  const router = Router();
  router.post(
    '/installed',
    byAtlassian,
    parseBody,
    answer('installed', async (req, res) => install(deps, req, res)),
  );
  router.post(
    '/uninstalled',
    byAtlassian,
    parseBody,
    answer('uninstalled', async (req, res) => uninstall(deps, req, res)),
  );
  router.post(
    '/enabled',
    bySite,
    parseBody,
    answer('enabled', async (req, res) => switchState(deps, 'enabled', req, res)),
  );
  router.post(
    '/disabled',
    bySite,
    parseBody,
    answer('disabled', async (req, res) => switchState(deps, 'disabled', req, res)),
  );
  return router;
};
