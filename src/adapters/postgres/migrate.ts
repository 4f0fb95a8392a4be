import { Client } from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';
import { type Migration, MIGRATIONS, type Run } from '../../../migrations';
import { type Log } from '../../sync/ports';
import { clientConfigOf } from './client-config';

const OLDEST_SERVER = 140_000;

/**
 * Brings the schema to the newest version in one transaction: all pending steps or none. Processes that start at once
 * wait for one another on an advisory lock. Returns the names of the steps that ran.
 */
export const migrate = async (
  url: string,
  log?: Log,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly string[]> => {
  const client = new Client({ ...clientConfigOf(url), application_name: 'accord-migrate' });
  await client.connect();
  try {
    await checkServer(client);
    return await inLockedTransaction(client, () => runPending(client, migrations, log));
  } finally {
    await client.end();
  }
};

const checkServer = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(rows[0]?.version);
  if (version < OLDEST_SERVER) {
    throw new Error(`Postgres ${Math.floor(version / 10_000)} is too old: Accord needs version 14 or newer.`);
  }
};

const inLockedTransaction = async <T>(client: Client, work: () => Promise<T>): Promise<T> => {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('accord:migrate'))`);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const runPending = async (
  client: Client,
  migrations: readonly Migration[],
  log: Log | undefined,
): Promise<readonly string[]> => {
  const run: Run = async (sql) => void (await client.query(sql));
  await run('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())');
  const umzug = new Umzug({
    migrations: migrations.map(({ name, up }) => ({ name, up: () => up(run) })),
    storage: storageOn(client),
    logger: undefined,
  });
  const names = (await umzug.up()).map(({ name }) => name);
  if (names.length > 0) log?.info({ migrations: names }, 'database migrated');
  return names;
};

const storageOn = (client: Client): UmzugStorage => ({
  executed: async () => {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name');
    return rows.map(({ name }) => name);
  },
  logMigration: async ({ name }) => void (await client.query('INSERT INTO migrations (name) VALUES ($1)', [name])),
  unlogMigration: () => Promise.reject(new Error('Migrations only go forward.')),
});
