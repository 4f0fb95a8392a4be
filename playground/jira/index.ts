import { Automation } from './automation';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { SiteClock, type Clock } from './clock';
import { install, uninstall } from './connect/install';
import type { InstallKeys } from './connect/install-keys';
import { prepareWiki } from './adf/to-wiki';
import { controlApi } from './control';
import { CallCounters } from './control/counters';
import { Faults } from './control/faults';
import { RequestLog } from './control/request-log';
import { defaultSettings } from './control/settings';
import { FileStore } from './files/file-store';
import { mediaHost } from './files/media-host';
import { answerFaults } from './http/answer-faults';
import { closeServer, listen } from './http/listen';
import { WriteBrake } from './http/write-brake';
import { KeyIndex } from './issues/key-index';
import { SearchIndex } from './jql/search-index';
import { Random, seedOf } from './random';
import { restApi } from './rest';
import { tenantInfo } from './rest/site-info';
import { plantIssues } from './seed/plant-issues';
import { plantSeed } from './seed/plant';
import type { SiteSeed } from './seed/types';
import type { Log, Site } from './site';
import { Journal } from './store/journal';
import { emptyState, factOf, type State } from './store/state';
import type { UserRecord } from './store/records';
import { type Held, taking } from '../taking';
import { Outbox } from './webhooks/outbox';

export { startInstallKeys, type InstallKeys } from './connect/install-keys';
export type { SiteSeed } from './seed/types';
export type { UserRecord } from './store/records';

export interface JiraOptions {
  /** Short name, unique among the sites of a run: client key and cloud id follow from it. */
  readonly name: string;
  readonly title: string;
  /** 0 or absent takes a free one. */
  readonly port?: number;
  /** Port of the media host; 0 or absent takes a free one. */
  readonly mediaPort?: number;
  readonly host?: '127.0.0.1';
  /** Folder in which the state survives a restart; absent keeps it in memory. */
  readonly dataDir?: string;
  /** Planted when there is no state yet. */
  readonly seed: SiteSeed;
  readonly clock?: Clock;
  readonly keyHost: InstallKeys;
  readonly log?: Log;
}

export interface JiraSite {
  readonly name: string;
  readonly url: string;
  readonly mediaUrl: string;
  readonly clientKey: string;
  readonly app: Express;
  /** People of the seed, with the API tokens for Basic authentication. */
  readonly users: readonly UserRecord[];
  /** Everything that the site remembers, for tests. */
  readonly state: State;
  stop(): Promise<void>;
  install(descriptorUrl: string): Promise<{ status: number }>;
  /** Without a key, the only add-on that is installed. */
  uninstall(addonKey?: string): Promise<{ status: number | null }>;
}

/** Starts a simulated Jira Cloud site: REST v3, Connect host, webhooks, media host and control API. */
export const startJira = (options: JiraOptions): Promise<JiraSite> => taking((held) => takeJira(held, options));

async function takeJira(held: Held, options: JiraOptions): Promise<JiraSite> {
  await prepareWiki();
  const { site, journal, isNew } = await openSite(options);
  held.keep(site.files, (files) => files.close());
  held.keep(journal, (it) => it?.close());
  const app = siteApp(site, options.keyHost);
  const media = await listen(mediaHost(site), options.mediaPort ?? 0);
  held.keep(media.server, closeServer);
  held.keep(site.outbox, (outbox) => outbox.stop());
  held.keep(site.automation, (automation) => automation.stop());
  const main = await listen(app, options.port ?? 0);
  held.keep(main.server, closeServer);
  site.url = main.url;
  site.mediaUrl = media.url;
  site.outbox.start(site);
  if (isNew) plantIssues(site, options.seed);
  return {
    name: site.name,
    url: site.url,
    mediaUrl: site.mediaUrl,
    clientKey: factOf(site.state, 'clientKey'),
    app,
    users: site.state.users.all().filter((user) => user.accountType !== 'app'),
    state: site.state,
    install: (descriptorUrl) => install(site, options.keyHost, descriptorUrl),
    uninstall: (key) => uninstall(site, options.keyHost, key ?? site.state.installations.all()[0]?.id ?? ''),
    stop: () => held.release(),
  };
}

async function openSite(options: JiraOptions): Promise<{ site: Site; journal: Journal | null; isNew: boolean }> {
  const { name, title, dataDir = null } = options;
  let journal: Journal | null = null;
  const state = emptyState(dataDir === null ? null : () => journal?.wake());
  journal = dataDir === null ? null : await Journal.open(join(dataDir, 'state'), state);
  const isNew = state.facts.find('clientKey') === null;
  if (isNew) plantSeed(state, name, options.seed);
  // The counters make each run its own: ids of files must not come again after a restart.
  const random = new Random(seedOf([name, ...state.counters.all().map(({ value }) => value)].join(' ')));
  const site: Site = {
    name,
    title,
    url: '',
    mediaUrl: '',
    state,
    clock: new SiteClock(options.clock),
    random,
    settings: defaultSettings(),
    faults: new Faults(random),
    counters: new CallCounters(),
    requests: new RequestLog(),
    files: new FileStore(dataDir),
    index: new SearchIndex(),
    keys: new KeyIndex(state.issues.all()),
    outbox: new Outbox(),
    automation: new Automation(),
    brake: new WriteBrake(),
    log: options.log ?? (() => undefined),
  };
  return { site, journal, isNew };
}

function siteApp(site: Site, keys: InstallKeys): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/_edge/tenant_info', tenantInfo(site));
  app.use('/playground', controlApi(site, keys));
  const api = restApi(site);
  // Other paths stay free for pages that the caller mounts on `app`.
  app.use((req, res, next) => (req.path.startsWith('/rest/') ? api(req, res, next) : next()));
  app.use(answerFaults(site));
  return app;
}
