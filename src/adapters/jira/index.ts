import {
  type Clock,
  type Credentials,
  type Jira,
  JiraError,
  type Log,
  type Metrics,
  type Site,
  type Sites,
} from '../../sync/ports';
import { createClient, type SiteClient } from './http/client';
import { type AppHold } from './http/holds';
import { createMemory, type SiteMemory } from './memory';
import { DEFAULT_JIRA_OPTIONS, type JiraOptions } from './options';
import { createSite } from './site';

export { DEFAULT_JIRA_OPTIONS, type JiraOptions } from './options';

export interface JiraDeps {
  readonly sites: Pick<Sites, 'get'>;
  readonly credentials: Credentials;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly options?: Partial<JiraOptions>;
}

/** What outlives a single `on`: limits and caches belong to the site, not to who asks. */
interface Known {
  site: Site;
  readonly client: SiteClient;
  readonly memory: SiteMemory;
}

/** Jira Cloud's REST API v3 behind the port. One per process: it keeps each site's limits and caches. */
export const createJira = ({ sites, options: given, ...deps }: JiraDeps): Jira => {
  const options = { ...DEFAULT_JIRA_OPTIONS, ...given };
  const appHold: AppHold = { until: 0 };
  const known = new Map<string, Known>();

  const meet = (site: Site): Known => {
    const memory = createMemory(deps.clock, options.metadataTtlMs);
    const entry: Known = { site, memory, client: createClient({ ...deps, options, appHold, site: () => entry.site }) };
    known.set(site.id, entry);
    return entry;
  };

  return {
    on: async (siteId, run) => {
      const site = await sites.get(siteId);
      if (site.state !== 'enabled') {
        const away = site.state === 'uninstalled' ? 'not installed on' : 'switched off on';
        throw new JiraError({ kind: 'unauthorised', detail: `Accord is ${away} ${site.displayUrl}` }, {}, siteId);
      }
      const entry = known.get(siteId) ?? meet(site);
      // Own accounts and addresses can change while the process runs.
      entry.site = site;
      return createSite({
        site,
        client: run ? entry.client.within(run) : entry.client,
        memory: entry.memory,
        options,
        clock: deps.clock,
        log: deps.log,
      });
    },
  };
};
