import { z } from 'zod';
import { type Clock, type Log, type Site, type Sites } from '../../sync/ports';
import { type AskSite } from './ask-site';
import { createCredentials } from './credentials';
import { displayUrlOf } from './display-url';

const MYSELF = '/rest/api/3/myself';
const SERVER_INFO = '/rest/api/3/serverInfo';
/** Public on Atlassian's own hosts; undocumented elsewhere. */
const TENANT_INFO = '/_edge/tenant_info';
const ATLASSIAN_HOST = /\.(atlassian\.net|jira\.com|jira-dev\.com)$/;
/** Jira refuses calls until `installed` is answered, and now and then for a while longer. */
const WAITS_MS = [500, 2_000, 10_000, 60_000, 600_000];

const myselfSchema = z.object({ accountId: z.string().min(1) });
const serverSchema = z.object({
  serverTitle: z.string().trim().min(1).max(100).nullable().catch(null),
  displayUrl: z.string().max(300).optional().catch(undefined),
});
const tenantSchema = z.object({ cloudId: z.string().min(1) });

export interface LearnDeps {
  readonly sites: Pick<
    Sites,
    'find' | 'get' | 'secrets' | 'addOwnAccount' | 'setCloudId' | 'setTitle' | 'setDisplayUrl'
  >;
  readonly ask: AskSite;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who we are on the site (`GET /rest/api/3/myself` as the app). Kept as a list: an app account can change. */
const learnAccount = async ({ sites, ask, clock }: LearnDeps, site: Site): Promise<void> => {
  const { value } = await createCredentials(sites, clock).headerFor(site.id, 'GET', MYSELF);
  const { status, json } = await ask(`${site.baseUrl}${MYSELF}`, value);
  const parsed = myselfSchema.safeParse(json);
  if (!parsed.success) throw new Error(`The site answered ${status} to ${MYSELF}.`);
  if (site.ownAccountIds.at(-1) !== parsed.data.accountId) await sites.addOwnAccount(site.id, parsed.data.accountId);
};

const learnCloudId = async ({ sites, ask }: LearnDeps, site: Site): Promise<void> => {
  if (site.cloudId !== null || !ATLASSIAN_HOST.test(new URL(site.baseUrl).hostname)) return;
  const parsed = tenantSchema.safeParse((await ask(`${site.baseUrl}${TENANT_INFO}`, null)).json);
  if (parsed.success) await sites.setCloudId(site.id, parsed.data.cloudId);
};

/**
 * What people call the site and where they meet it (`GET /rest/api/3/serverInfo` as the app): its own word over our signed
 * call is the proof that a customer's own domain is its. A site that keeps the name to itself goes by its address.
 */
const learnNames = async ({ sites, ask, clock, log }: LearnDeps, site: Site): Promise<void> => {
  const { value } = await createCredentials(sites, clock).headerFor(site.id, 'GET', SERVER_INFO);
  const { status, json } = await ask(`${site.baseUrl}${SERVER_INFO}`, value);
  const parsed = serverSchema.safeParse(json);
  if (status !== 200 || !parsed.success) return;
  const { serverTitle, displayUrl: claimed } = parsed.data;
  if (serverTitle !== null && serverTitle !== site.title) await sites.setTitle(site.id, serverTitle);
  const displayUrl = displayUrlOf(claimed, site.baseUrl);
  if (displayUrl === site.displayUrl) return;
  log.info({ siteId: site.id, displayUrl }, 'the site names another address for people');
  await sites.setDisplayUrl(site.id, displayUrl);
};

/** One try. Throws when the site does not tell yet. */
export const learnSite = async (deps: LearnDeps, siteId: string): Promise<void> => {
  const site = await deps.sites.find(siteId);
  if (!site || site.state === 'uninstalled') return;
  await learnAccount(deps, site);
  await learnNames(deps, site);
  await learnCloudId(deps, site);
};

export interface Learning {
  /** Learns in the background and tries again for a while; a second call for a site starts over. */
  start(siteId: string): void;
  stop(): void;
}

export const createLearning = (deps: LearnDeps): Learning => {
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const plan = (siteId: string, attempt: number): void => {
    clearTimeout(timers.get(siteId));
    if (stopped) return;
    const waitMs = WAITS_MS[attempt];
    if (waitMs === undefined) {
      timers.delete(siteId);
      return deps.log.error({ siteId }, 'gave up learning the own account of a site');
    }
    timers.set(siteId, setTimeout(() => void attemptOnce(siteId, attempt), waitMs).unref());
  };
  const attemptOnce = async (siteId: string, attempt: number): Promise<void> => {
    try {
      await learnSite(deps, siteId);
      timers.delete(siteId);
    } catch (error) {
      deps.log.warn({ siteId, attempt, error }, 'own account of a site not learned yet');
      plan(siteId, attempt + 1);
    }
  };
  return {
    start: (siteId) => plan(siteId, 0),
    stop: () => {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
};
