import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { removeCluster, startEmbedded } from '../../src/adapters/postgres/embedded';
import { migrate } from '../../src/adapters/postgres/migrate';
import { dropDatabase, onServer, TEST_SERVER, TEST_TEMPLATE, withDatabase } from './server';

declare global {
  // eslint-free home for what globalTeardown needs: jest hands nothing over.
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** Nothing of a test run outlives it, so nothing needs to reach the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** One server per run (or the one in ACCORD_TEST_DATABASE_URL) with a migrated template database. */
const startPostgres = async (): Promise<void> => {
  // Pages are served built, so the tests of their routes need the build.
  execFileSync(process.execPath, [path.join(__dirname, '../../views/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const given = process.env.ACCORD_TEST_DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: () => Promise.resolve() } : await startTemporary();
  const template = `accord_template_${process.pid}`;
  process.env[TEST_SERVER] = url;
  process.env[TEST_TEMPLATE] = template;
  globalThis.stopTestPostgres = async () => {
    if (given) await dropDatabase(url, template);
    await stop();
  };
  await onServer(url, (client) => client.query(`CREATE DATABASE ${template}`));
  await migrate(withDatabase(url, template));
};

const PREFIX = 'accord-test-postgres-';

const startTemporary = async () => {
  const folder = await quickFolder();
  await removeLeftovers(folder);
  const dataDir = await mkdtemp(path.join(folder, PREFIX));
  const embedded = await startEmbedded({ dataDir, settings: FAST });
  const stop = async () => {
    await embedded.stop();
    await removeCluster(dataDir);
  };
  return { url: embedded.url, stop };
};

/** What runs that were killed left. A server that misses its folder ends by itself within a minute. */
const removeLeftovers = async (folder: string): Promise<void> => {
  const ours = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  for (const dataDir of ours.map((name) => path.join(folder, name))) {
    const owner = Number(await readFile(path.join(dataDir, 'owner'), 'utf8').catch(() => '')) || null;
    if (owner !== null && !isAlive(owner)) await removeCluster(dataDir);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const SHARED_MEMORY = '/dev/shm';
const ROOM_BYTES = 2 * 1024 ** 3;

/** Cloning a database is making 300 files: in memory, where the machine has such a folder with room. */
const quickFolder = async (): Promise<string> => {
  const room = await statfs(SHARED_MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= ROOM_BYTES ? SHARED_MEMORY : os.tmpdir();
};

export default startPostgres;
