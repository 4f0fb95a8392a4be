import { randomBytes } from 'node:crypto';
import { openDatabase, type OpenDatabase } from '../../src/adapters/postgres/database';
import { parseSecretKeys } from '../../src/adapters/postgres/secrets';
import { type Clock } from '../../src/sync/ports';
import { dropDatabase, onServer, TEST_SERVER, TEST_TEMPLATE, withDatabase } from './server';

export const TEST_KEYS = parseSecretKeys(`test:${Buffer.alloc(32, 7).toString('base64')}`);

export interface TestDatabase extends OpenDatabase {
  /** For a test that needs a second pool or SQL of its own. */
  readonly url: string;
}

/** A migrated database of its own, opened. `close` closes the pool and drops it. */
export const createTestDatabase = async (
  options: { readonly clock?: Clock; readonly poolSize?: number } = {},
): Promise<TestDatabase> => {
  const { url, drop } = await cloneTemplate();
  const database = await openDatabase({ url, keys: TEST_KEYS, ...options });
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, url, close };
};

/** The address of a fresh copy of the template, for tests that open it themselves. */
export const cloneTemplate = async (): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> => {
  const server = setting(TEST_SERVER);
  const name = `accord_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    // Before 15 the copy of files was the only way, and had no name.
    const strategy = (rows[0]?.version ?? 0) >= 150_000 ? 'STRATEGY FILE_COPY' : '';
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${setting(TEST_TEMPLATE)} ${strategy}`);
  });
  return { url: withDatabase(server, name), drop: async () => void (await dropDatabase(server, name)) };
};

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: only tests outside test/core and test/laws get a database.`);
  return value;
};
