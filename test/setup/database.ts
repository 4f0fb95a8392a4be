import { randomBytes } from 'node:crypto';
import { type DatabaseOptions, openDatabase, type OpenDatabase } from '../../src/adapters/postgres/database';
import { parseSecretKeys } from '../../src/adapters/postgres/secrets';
import { type Clock } from '../../src/sync/ports';
import { dropDatabase, onServer, TEST_SERVER, TEST_TEMPLATE, withDatabase } from './server';
import { taking } from './taking';

export const TEST_KEYS = parseSecretKeys(`test:${Buffer.alloc(32, 7).toString('base64')}`);

export interface TestDatabase extends OpenDatabase {
  /** For a test that needs a second pool or SQL of its own. */
  readonly url: string;
}

/** A migrated database of its own, opened. `close` closes the pool and drops it. */
export const createTestDatabase = (
  options: { readonly clock?: Clock; readonly poolSize?: number } = {},
): Promise<TestDatabase> =>
  taking(async (held) => {
    const { url } = held.keep(await cloneTemplate(), ({ drop }) => drop());
    const database = held.keep(await openDatabase({ url, keys: TEST_KEYS, ...options }), ({ close }) => close());
    return { ...database, url, close: () => held.release() };
  });

/** One more pool on a database that is there. */
export const openTestDatabase = (options: DatabaseOptions): Promise<OpenDatabase> =>
  taking(async (held) => {
    const database = held.keep(await openDatabase(options), ({ close }) => close());
    return { ...database, close: () => held.release() };
  });

/** The address of a fresh copy of the template, for tests that open it themselves. */
export const cloneTemplate = (): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> =>
  taking(async (held) => {
    const server = setting(TEST_SERVER);
    const name = held.keep(await copyOfTemplate(server), (copy) => dropDatabase(server, copy));
    return { url: withDatabase(server, name), drop: () => held.release() };
  });

const copyOfTemplate = async (server: string): Promise<string> => {
  const name = `accord_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    // Before 15 the copy of files was the only way, and had no name.
    const strategy = (rows[0]?.version ?? 0) >= 150_000 ? 'STRATEGY FILE_COPY' : '';
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${setting(TEST_TEMPLATE)} ${strategy}`);
  });
  return name;
};

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: only tests outside test/core and test/laws get a database.`);
  return value;
};
