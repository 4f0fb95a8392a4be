import { mkdtemp, readdir, readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { removeCluster, startEmbedded } from '../../src/adapters/postgres/embedded';
import { migrate } from '../../src/adapters/postgres/migrate';
import { taking } from '../../playground/taking';
import { isAlive } from './run-folder';
import { dropDatabase, onServer, TEST_SERVER, TEST_TEMPLATE, withDatabase } from './server';

/** Nothing of a test run outlives it, so nothing needs to reach the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** One server per run (or the one in ACCORD_TEST_DATABASE_URL) with a migrated template database. */
export const startPostgres = (): Promise<{ readonly stop: () => Promise<void> }> =>
  taking(async (held) => {
    const given = process.env.ACCORD_TEST_DATABASE_URL;
    const { url } = given ? { url: given } : held.keep(await startTemporary(), ({ stop }) => stop());
    const template = `accord_template_${process.pid}`;
    process.env[TEST_SERVER] = url;
    process.env[TEST_TEMPLATE] = template;
    await onServer(url, (client) => client.query(`CREATE DATABASE ${template}`));
    if (given) held.keep(template, (name) => dropDatabase(url, name));
    await migrate(withDatabase(url, template));
    return { stop: () => held.release() };
  });

const PREFIX = 'accord-test-postgres-';

const startTemporary = (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> =>
  taking(async (held) => {
    const folder = await quickFolder();
    await removeLeftovers(folder);
    const dataDir = held.keep(await mkdtemp(path.join(folder, PREFIX)), removeCluster);
    const { url } = held.keep(await startEmbedded({ dataDir, settings: FAST }), ({ stop }) => stop());
    return { url, stop: () => held.release() };
  });

/** What runs that were killed left. A server that misses its folder ends by itself within a minute. */
const removeLeftovers = async (folder: string): Promise<void> => {
  const ours = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  for (const dataDir of ours.map((name) => path.join(folder, name))) {
    const owner = Number(await readFile(path.join(dataDir, 'owner'), 'utf8').catch(() => '')) || null;
    if (owner !== null && !isAlive(owner)) await removeCluster(dataDir);
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
