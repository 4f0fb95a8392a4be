import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account } from './account';
import { type Binaries } from './binaries';
import { type Cluster, SUPERUSER } from './cluster';
import { environment } from './environment';

export interface Server {
  readonly urlOf: (database: string) => string;
  readonly stop: () => Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

const START_MS = 30_000;
const POLL_MS = 25;
const PORT_TRIES = 3;

/** Starts the server on a free loopback port and waits until it answers. */
export const startServer = async (
  cluster: Cluster,
  binaries: Binaries,
  account: Account | null,
  settings: Settings,
): Promise<Server> => {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const child = await launch(cluster, binaries, account, settings, port);
    const urlOf = (database: string) => `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
    if (await answers(child, urlOf('postgres'))) return { urlOf, stop: stopper(child) };
    await stopper(child)();
    const words = await lastWords(cluster);
    // Another program may have taken the port between our looking and the server's.
    if (!words.includes('Address already in use') || tries === PORT_TRIES) {
      throw new Error(`The embedded Postgres in ${cluster.folder} did not start: ${words}`);
    }
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const launch = async (
  cluster: Cluster,
  { postgres }: Binaries,
  account: Account | null,
  settings: Settings,
  port: number,
): Promise<ChildProcess> => {
  const log = await open(cluster.logFile, 'w', 0o600);
  const chosen = { listen_addresses: '127.0.0.1', timezone: 'UTC', log_timezone: 'UTC', ...settings };
  const options = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster.folder, '-p', String(port), '-k', '', ...options], {
    ...account,
    cwd: cluster.folder,
    env: environment(),
    stdio: ['ignore', log.fd, log.fd],
    // A Ctrl-C in the terminal is for us: we stop first, the database last.
    detached: true,
  });
  child.once('error', () => undefined);
  child.unref();
  await log.close();
  return child;
};

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const answers = async (child: ChildProcess, url: string): Promise<boolean> => {
  for (let waited = 0; waited < START_MS && !hasEnded(child); waited += POLL_MS) {
    if (await canConnect(url)) return true;
    await sleep(POLL_MS);
  }
  return false;
};

const canConnect = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: START_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** SIGINT is Postgres's fast shutdown: sessions are ended, everything committed is kept. */
const stopper = (child: ChildProcess): (() => Promise<void>) => {
  const stopNow = () => void (hasEnded(child) || child.kill('SIGINT'));
  process.once('exit', stopNow);
  return () =>
    new Promise((resolve) => {
      process.removeListener('exit', stopNow);
      if (hasEnded(child)) return resolve();
      child.ref();
      child.once('exit', () => resolve());
      child.kill('SIGINT');
    });
};

const LAST_LINES = 8;

const lastWords = async ({ logFile }: Cluster): Promise<string> => {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-LAST_LINES).join(' | ') || 'it left no words';
};
