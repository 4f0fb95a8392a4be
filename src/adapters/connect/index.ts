import { type RequestHandler } from 'express';
import { type Config } from '../../config';
import { type Clock, type Credentials, type HostTokens, type Log, type Stores } from '../../sync/ports';
import { createAce } from './ace';
import { createAceStore } from './ace-store';
import { askSite, type AskSite } from './ask-site';
import { createCredentials } from './credentials';
import { createHostTokens } from './host-tokens';
import { createInstallKeys } from './install-keys';
import { createLearning, learnSite } from './learn-site';
import { createLifecycle, type OnSiteChange } from './lifecycle';

export type { LifecycleEvent, OnSiteChange } from './lifecycle';

export interface ConnectDeps {
  readonly config: Pick<Config, 'production' | 'baseUrl' | 'appKey' | 'allowedHosts' | 'installKeysUrl'>;
  readonly stores: Pick<Stores, 'sites' | 'usedTokens'>;
  readonly clock: Clock;
  readonly log: Log;
  /** GET on a site; the real one unless a test says otherwise. */
  readonly ask?: AskSite;
  /** Told after a site was installed, enabled, disabled or uninstalled. */
  readonly onChange?: OnSiteChange;
}

export interface ConnectHost {
  /** POST /installed, /uninstalled, /enabled, /disabled. Refusals go to `next`, with `status`, `code` and `expose`. */
  readonly lifecycle: RequestHandler;
  readonly tokens: HostTokens;
  readonly credentials: Credentials;
  /** Learns the own account (and cloudId) of a site now; throws when the site does not tell. */
  learn(siteId: string): Promise<void>;
  /** Ends what runs in the background. */
  stop(): void;
}

/** Everything about Atlassian Connect, as Accord sees it. Nothing outside this folder knows a shared secret or ACE. */
export const createConnectHost = (deps: ConnectDeps): ConnectHost => {
  const { config, clock, log, ask = askSite } = deps;
  const { sites, usedTokens } = deps.stores;
  const tokens = createHostTokens({ sites, clock });
  const learnDeps = { sites, ask, clock, log };
  const learning = createLearning(learnDeps);
  const lifecycle = createLifecycle({
    sites,
    usedTokens,
    clock,
    log,
    ask,
    tokens,
    learning,
    rules: config,
    audience: config.baseUrl,
    keys: createInstallKeys({
      baseUrl: config.installKeysUrl,
      clock,
      isKnownSite: async (clientKey) => (await sites.findByClientKey(clientKey)) !== null,
    }),
    ace: createAce(config, createAceStore(sites, log), log),
    ...(deps.onChange ? { onChange: deps.onChange } : {}),
  });
  return {
    lifecycle,
    tokens,
    credentials: createCredentials(sites, clock),
    learn: async (siteId) => learnSite(learnDeps, siteId),
    stop: () => learning.stop(),
  };
};
