import { type Express } from 'express';
import { type ConnectHost, createConnectHost } from './adapters/connect';
import { createJira } from './adapters/jira';
import { createLog } from './adapters/log';
import { createMetrics, type MetricsAdapter } from './adapters/metrics';
import { clientConfigOf } from './adapters/postgres/client-config';
import { type OpenDatabase, openDatabase } from './adapters/postgres/database';
import { findEmbedded, hasEmbedded, startEmbedded } from './adapters/postgres/embedded';
import { type SecretKeys } from './adapters/postgres/secrets';
import { randomIds } from './adapters/ids';
import { systemClock } from './adapters/clock';
import { NO_WATCHDOG, startWatchdog, type Watchdog } from './adapters/watchdog';
import { type Config } from './config';
import { siteChanged } from './sync/agreements';
import { createActions } from './sync/actions';
import { type Chore, type PipelineDeps, type PipelineSettings } from './sync/deps';
import { scheduleHousekeeping } from './sync/housekeep';
import { learnSitesChore } from './sync/learn-sites';
import { reportAccountsChore } from './sync/people/report-accounts';
import { type Log, type Stores } from './sync/ports';
import { receive } from './sync/receive';
import { createSiteHealth } from './sync/site-health';
import { createWorker, type Worker } from './sync/worker';
import { unusableDatabase } from './unusable-database';
import { createApp, createHealthApp, type WebDeps } from './web/app';
import { apiRouter } from './web/routes/api';

export interface Accord {
  readonly app: Express;
  readonly log: Log;
  /** Starts the workers, as far as this process has that role. */
  start(): Promise<void>;
  /** Lets running lanes end, then closes the store. */
  stop(): Promise<void>;
  /** The process ends although lanes still run. */
  abandon(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LEASE_MS = 60_000;
const POLL_MS = 1_000;
/** How long a lane that may be what stops the process waits for the others, and has the process to itself. */
const DRAIN_MS = 10_000;
const ALONE_MS = 30_000;
const MAX_RUN_MS = 30 * 60_000;

const pipelineSettings = ({ sweepIntervalMs, askGoneDays, keep }: Config): PipelineSettings => ({
  sweepIntervalMs,
  sweepRound: 100,
  keepHandledMs: keep.eventsDays * DAY_MS,
  keepActivityMs: keep.activityDays * DAY_MS,
  keep: { recordsMs: keep.recordsDays * DAY_MS, versions: keep.versions, graceMs: keep.graceDays * DAY_MS },
  askGoneAfterMs: askGoneDays * DAY_MS,
  maxPasses: 8,
});

const toSecretKeys = ({ secretKeys }: Config): SecretKeys => {
  const keys = secretKeys.map(({ id, key }) => ({ id, bytes: key }));
  const [newest] = keys;
  if (!newest) throw new Error('there is no secret key');
  return { newest, byId: new Map(keys.map((key) => [key.id, key])) };
};

interface Storage {
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

/** The configured Postgres, or the embedded one; migrated. */
const openStorage = async (config: Config, log: Log): Promise<Storage> => {
  const embedded =
    config.databaseUrl === null ? await startEmbedded({ dataDir: `${config.dataFolder}/postgres`, log }) : null;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  if (config.production && clientConfigOf(url).ssl === false) {
    log.warn({}, 'what goes to Postgres and back is not encrypted, as DATABASE_URL says');
  }
  // Lanes hold a connection only for the time of a statement, also those that wait for Jira; web requests come beside them.
  const poolSize = config.workers * 2 + 10;
  const database = await openDatabase({ url, keys: toSecretKeys(config), log, poolSize });
  const close = async (): Promise<void> => {
    await database.close();
    await embedded?.stop();
  };
  try {
    await database.migrate();
  } catch (cause) {
    await close();
    throw unusableDatabase(url, cause);
  }
  return { database, close };
};

const pipelineDeps = (
  config: Config,
  parts: {
    readonly database: OpenDatabase;
    readonly host: ConnectHost;
    readonly metrics: MetricsAdapter;
    readonly log: Log;
  },
): PipelineDeps => {
  const { database, host, metrics, log } = parts;
  const { sites } = database.stores;
  const { mediaHosts } = config;
  const { credentials } = host;
  const jira = createJira({ sites, credentials, log, metrics, clock: systemClock, options: { mediaHosts } });
  const chores = [
    rotateSecretsChore(database),
    learnSitesChore({ sites, learn: (id) => host.learn(id), log }),
    reportAccountsChore({ stores: database.stores, jira, clock: systemClock, log }),
  ];
  const settings = pipelineSettings(config);
  const health = createSiteHealth();
  return { database, jira, clock: systemClock, ids: randomIds, log, metrics, settings, health, chores };
};

/** After a start with a new key in front; when nothing is changed any more the older keys may be taken away. */
const rotateSecretsChore = (database: OpenDatabase): Chore => ({
  name: 'rotate-secrets',
  run: async () => ({ ...(await database.rotateSecrets()) }),
});

export interface Tool {
  readonly pipeline: PipelineDeps;
  close(): Promise<void>;
}

/**
 * The database that the add-on beside uses, null to start its embedded one. Never a new one: a command that looks into an
 * empty database would say that nothing is held of anybody.
 */
const findDatabase = async ({ databaseUrl, dataFolder }: Config): Promise<string | null> => {
  if (databaseUrl !== null) return databaseUrl;
  const folder = `${dataFolder}/postgres`;
  const running = await findEmbedded(folder);
  if (running !== null || (await hasEmbedded(folder))) return running;
  throw new Error(
    `There is no database in ${folder}. Give this command the environment of the add-on: DATABASE_URL, or ACCORD_DATA ` +
      '(that of the playground is .data/playground/accord, with --empty .data/playground-empty/accord).',
  );
};

/** The pipeline without a server and without workers, for a command beside a running add-on (a preview, an erasure). */
export const composeTool = async (config: Config): Promise<Tool> => {
  // What it prints is its answer, often piped into a file: the log stays out of it.
  const log = createLog('warn', process.stderr);
  const metrics = createMetrics(log);
  const storage = await openStorage({ ...config, databaseUrl: await findDatabase(config) }, log);
  const { database } = storage;
  const host = createConnectHost({ config, stores: database.stores, clock: systemClock, log });
  return {
    pipeline: pipelineDeps(config, { database, host, metrics, log }),
    close: async () => {
      host.stop();
      await storage.close();
    },
  };
};

const watchStore = (metrics: MetricsAdapter, stores: Stores): void => {
  metrics.gauge('lanes_due', 'Lanes that could be taken now', async () => (await stores.lanes.counts()).due);
  metrics.gauge('lanes_running', 'Lanes that a worker has', async () => (await stores.lanes.counts()).running);
  metrics.gauge('inbox_waiting', 'Stored events that are not handled yet', () => stores.inbox.countWaiting());
};

/** Names every concrete part, once. */
export const compose = async (config: Config): Promise<Accord> => {
  const log = createLog(config.logLevel);
  const metrics = createMetrics(log);
  const storage = await openStorage(config, log);
  const { database } = storage;
  const { stores } = database;
  const clock = systemClock;
  const host = createConnectHost({
    config,
    stores,
    clock,
    log,
    onChange: async (_event, site, before) => siteChanged({ database, clock, ids: randomIds, actions }, site, before),
  });
  const pipeline = pipelineDeps(config, { database, host, metrics, log });
  const { jira } = pipeline;
  const actions = createActions(pipeline);
  let watchdog: Watchdog = NO_WATCHDOG;
  const worker: Worker | null =
    config.role === 'web'
      ? null
      : createWorker(pipeline, {
          name: `${process.pid}-${randomIds.next()}`,
          concurrency: config.workers,
          leaseMs: LEASE_MS,
          pollMs: POLL_MS,
          drainMs: DRAIN_MS,
          aloneMs: ALONE_MS,
          maxRunMs: MAX_RUN_MS,
          onRunning: (keys) => watchdog.running(keys),
        });
  watchStore(metrics, stores);
  const web: WebDeps = {
    config,
    tokens: host.tokens,
    sites: stores.sites,
    lifecycle: host.lifecycle,
    receive: (siteId, delivery) => receive(pipeline, siteId, delivery),
    administers: async (siteId, accountId) => (await jira.on(siteId)).administers(accountId),
    api: [apiRouter({ database, jira, clock, ids: randomIds, log, actions, openInvitations: config.openInvitations })],
    ready: () => database.ping(),
    renderMetrics: () => metrics.render(),
    metrics,
    log,
    ids: randomIds,
    clock,
  };
  const app = config.role === 'worker' ? createHealthApp(web) : createApp(web);
  return {
    app,
    log,
    start: async () => {
      if (config.stallSeconds > 0) watchdog = startWatchdog(config.stallSeconds);
      if (!worker) return;
      await scheduleHousekeeping(pipeline);
      await worker.start();
    },
    stop: async () => {
      await worker?.stop();
      host.stop();
      await storage.close();
      await watchdog.stop();
    },
    abandon: async () => worker?.abandon(),
  };
};
