import { type Express, type RequestHandler } from 'express';
import { systemClock } from '../../src/adapters/clock';
import { createConnectHost, type ConnectHost, type LifecycleEvent } from '../../src/adapters/connect';
import { type AskSite } from '../../src/adapters/connect/ask-site';
import { randomIds } from '../../src/adapters/ids';
import { type Config, parseConfig } from '../../src/config';
import { type Delivery, type Installation, type Site, type Sites, type Stores } from '../../src/sync/ports';
import { createApp } from '../../src/web/app';
import { type KeyServer, makeRsaPair, startKeyServer } from '../adapters/connect/key-server';
import { memorySites, memoryUsedTokens } from '../adapters/connect/memory-sites';
import { hashOf, seconds, signHs256, signRs256 } from '../adapters/connect/sign';
import { countingMetrics, listeningLog } from '../adapters/connect/silent';
import { type Held } from '../../playground/taking';
import { taking } from '../setup/taking';

export const BASE_URL = 'http://127.0.0.1:3999';
export const KID = 'f2f0c5ec-7e3f-4a0c-9d6a-1c2b3d4e5f60';
const KEYS = makeRsaPair();

export const config = (env: Readonly<Record<string, string>> = {}): Config =>
  parseConfig({ BASE_URL, NODE_ENV: 'test', ...env }, () => `test:${Buffer.alloc(32, 7).toString('base64')}`);

export const payload = (more: object = {}) => ({
  key: 'com.accord.sync',
  clientKey: 'client-acme',
  sharedSecret: 'secret-one-secret-one-secret-one',
  baseUrl: 'https://acme.atlassian.net',
  displayUrl: 'https://jira.acme.example',
  productType: 'jira',
  eventType: 'installed',
  serverVersion: '100234',
  pluginsVersion: '1.700.0',
  description: 'Atlassian Jira at https://acme.atlassian.net',
  ...more,
});

export const installation = (more: Partial<Installation> = {}): Installation => ({
  clientKey: 'client-acme',
  appKey: 'com.accord.sync',
  sharedSecret: 'secret-one-secret-one-secret-one',
  baseUrl: 'https://acme.atlassian.net',
  displayUrl: 'https://jira.acme.example',
  cloudId: null,
  installationId: null,
  payload: {},
  ...more,
});

export const lifecycleClaims = (path: string, more: object = {}) => ({
  iss: 'client-acme',
  aud: [BASE_URL],
  iat: seconds(),
  exp: seconds() + 180,
  qsh: hashOf('POST', path),
  ...more,
});

export const lifecycleToken = (path: string, more: object = {}): string =>
  signRs256(lifecycleClaims(path, more), KEYS.privatePem, KID);

export const siteClaims = (method: string, url: string, more: object = {}) => ({
  iss: 'client-acme',
  iat: seconds(),
  exp: seconds() + 180,
  qsh: hashOf(method, url),
  ...more,
});

export const siteToken = (method: string, url: string, more: object = {}, secret = payload().sharedSecret): string =>
  signHs256(siteClaims(method, url, more), secret);

export const contextToken = (more: object = {}, secret = payload().sharedSecret): string =>
  siteToken('GET', '/', { qsh: 'context-qsh', sub: 'admin', ...more }, secret);

export interface WebWorld {
  readonly app: Express;
  readonly host: ConnectHost;
  readonly sites: Sites;
  readonly keyServer: KeyServer;
  readonly keys: typeof KEYS;
  readonly received: { siteId: string; delivery: Delivery }[];
  readonly changes: { event: LifecycleEvent; site: Site }[];
  readonly log: ReturnType<typeof listeningLog>;
  readonly metrics: ReturnType<typeof countingMetrics>;
  /** Set to make the store fail. */
  readonly faults: { receive: Error | null; ready: Error | null };
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly ask?: AskSite;
  readonly api?: readonly RequestHandler[];
  /** The real store; memory unless given. */
  readonly stores?: Pick<Stores, 'sites' | 'usedTokens'>;
}

/** The whole web part with real tokens over memory stores; the site answers as `ask` says. */
export const startWebWorld = (options: WorldOptions = {}): Promise<WebWorld> =>
  taking((held) => takeWebWorld(held, options));

const takeWebWorld = async (
  held: Held,
  { env = {}, ask, api = [], stores = { sites: memorySites(), usedTokens: memoryUsedTokens() } }: WorldOptions,
): Promise<WebWorld> => {
  const keyServer = held.keep(await startKeyServer(), ({ close }) => close());
  keyServer.answers.set(`/${KID}`, { body: KEYS.publicPem });
  const settings = config({ ACCORD_INSTALL_KEYS_URL: keyServer.url, ...env });
  const { sites } = stores;
  const [log, metrics] = [listeningLog(), countingMetrics()];
  const received: WebWorld['received'] = [];
  const changes: WebWorld['changes'] = [];
  const faults: WebWorld['faults'] = { receive: null, ready: null };
  const host = createConnectHost({
    config: settings,
    stores,
    clock: systemClock,
    log,
    ask: ask ?? (async () => Promise.resolve({ status: 200, json: { accountId: 'app-account' } })),
    onChange: async (event, site) => {
      changes.push({ event, site });
      return Promise.resolve();
    },
  });
  held.keep(host, ({ stop }) => stop());
  const app = createApp({
    config: settings,
    tokens: host.tokens,
    sites,
    lifecycle: host.lifecycle,
    receive: async (siteId, delivery) => {
      if (faults.receive) throw faults.receive;
      received.push({ siteId, delivery });
      return Promise.resolve();
    },
    administers: async (_siteId, accountId) => Promise.resolve(accountId === 'admin'),
    api,
    ready: async () => (faults.ready ? Promise.reject(faults.ready) : Promise.resolve()),
    renderMetrics: async () => Promise.resolve({ contentType: 'text/plain', text: 'accord_up 1\n' }),
    metrics,
    log,
    ids: randomIds,
    clock: systemClock,
  });
  const close = (): Promise<void> => held.release();
  return { app, host, sites, keyServer, keys: KEYS, received, changes, log, metrics, faults, close };
};
