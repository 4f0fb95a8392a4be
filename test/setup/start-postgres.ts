import { mkdtemp } from 'node:fs/promises';
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

const startTemporary = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-test-postgres-'));
  const embedded = await startEmbedded({ dataDir, settings: FAST });
  const stop = async () => {
    await embedded.stop();
    await removeCluster(dataDir);
  };
  return { url: embedded.url, stop };
};

export default startPostgres;
