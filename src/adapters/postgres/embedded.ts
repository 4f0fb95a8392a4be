import { access } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { type Log } from '../../sync/ports';
import { serverAccount } from './embedded/account';
import { findBinaries } from './embedded/binaries';
import { ensureCluster } from './embedded/cluster';
import { noteOwner, stopOrphan } from './embedded/orphan';
import { findRunning } from './embedded/running';
import { type Server, type Settings, startServer } from './embedded/server';

export { removeCluster } from './embedded/cluster';

export interface EmbeddedOptions {
  /** Made when it is absent; holds the database across restarts. */
  readonly dataDir: string;
  readonly log?: Log;
  /** Settings of the server, by their name in postgresql.conf. */
  readonly settings?: Settings;
}

export interface Embedded {
  /** Of the database `accord`. The port is another one after each start. */
  readonly url: string;
  stop(): Promise<void>;
}

const DATABASE = 'accord';

/**
 * Starts a real Postgres out of the npm package for this machine, on loopback only. As root it runs as `nobody`.
 * Throws when the folder is in use by a living process.
 */
export const startEmbedded = async ({ dataDir, log, settings = {} }: EmbeddedOptions): Promise<Embedded> => {
  const account = serverAccount();
  const binaries = await findBinaries(account);
  const cluster = await ensureCluster(path.resolve(dataDir), binaries, account);
  await stopOrphan(cluster, binaries, account, log);
  const server = await startServer(cluster, binaries, account, settings);
  try {
    await noteOwner(cluster);
    await ensureDatabase(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  log?.info({ folder: cluster.folder }, 'embedded Postgres started');
  return { url: server.urlOf(DATABASE), stop: server.stop };
};

/** Address of the embedded database that another process of this folder runs at present, for tools beside it. */
export const findEmbedded = (dataDir: string): Promise<string | null> => findRunning(path.resolve(dataDir), DATABASE);

/** Whether a database was ever made in this folder, running or not. */
export const hasEmbedded = (dataDir: string): Promise<boolean> =>
  access(path.join(path.resolve(dataDir), 'cluster', 'PG_VERSION')).then(
    () => true,
    () => false,
  );

const ensureDatabase = async (server: Server): Promise<void> => {
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
};
