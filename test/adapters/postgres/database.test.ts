import { DatabaseError } from '../../../src/adapters/postgres/errors';
import { createTestDatabase, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { aConnection, anInstallation, aSite, AT } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

const caught = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('transact', () => {
  test('all or nothing, and the caller gets his own error', async () => {
    const mine = new Error('mine');
    const connection = aConnection((await aSite(database)).id, null);
    const failed = database.transact(async (stores) => {
      await stores.connections.insert(connection);
      expect(await stores.connections.find(connection.id)).toEqual(connection);
      expect(await database.stores.connections.find(connection.id)).toBeNull();
      throw mine;
    });
    expect(await caught(failed)).toBe(mine);
    expect(await database.stores.connections.find(connection.id)).toBeNull();
  });

  test('what the work returns, once it is committed', async () => {
    const connection = aConnection((await aSite(database)).id, null);
    const name = await database.transact(async (stores) => {
      await stores.connections.insert(connection);
      // Stores that need a transaction of their own use the one that is there.
      await stores.userPairs.replace(connection.id, [{ master: 'm', provider: 'p' }]);
      return connection.name;
    });
    expect(name).toBe(connection.name);
    expect(await database.stores.userPairs.list(connection.id)).toHaveLength(1);
  });

  test('work inside work’s transaction is undone with it', async () => {
    const installation = anInstallation();
    const failed = database.transact(async ({ sites }) => {
      await sites.saveInstallation(installation, AT, 0);
      throw new Error('later on');
    });
    await expect(failed).rejects.toThrow('later on');
    expect(await database.stores.sites.findByClientKey(installation.clientKey)).toBeNull();
  });
});

describe('errors', () => {
  test('carry the words of Postgres, and neither the statement nor its parameters', async () => {
    const error = await caught(
      database.stores.templates.insert({
        id: 't',
        siteId: 'no-such-site',
        name: 'very-secret-name',
        source: 'very-secret-text',
        author: 'a',
        at: AT.toISOString(),
        version: 1,
      }),
    );
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ code: '23503', unavailable: false });
    const everything = JSON.stringify(error, Object.getOwnPropertyNames(error));
    expect(everything).toContain('templates_site_id_fkey');
    expect(everything).not.toContain('very-secret');
    expect(error).not.toHaveProperty('cause');
  });

  test('a server that is away is told apart, at once', async () => {
    const away = await openTestDatabase({ url: 'postgres://nobody:x@127.0.0.1:1/none', keys: TEST_KEYS });
    for (const work of [away.ping(), away.stores.sites.list(), away.transact(() => Promise.resolve(1))]) {
      expect(await caught(work)).toMatchObject({ name: 'DatabaseError', code: 'ECONNREFUSED', unavailable: true });
    }
    await away.close();
  });

  test('a connection that breaks under the work fails it, and the pool goes on', async () => {
    await database.ping();
    // Sequelize tells the console that it could not roll back; nothing else does.
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const broken = database.transact(async (stores) => {
      await onServer(database.url, (client) =>
        client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'accord' AND datname = current_database()`),
      );
      await stores.sites.list();
    });
    expect(await caught(broken)).toMatchObject({ name: 'DatabaseError', unavailable: true });
    warn.mockRestore();
    await database.ping();
    expect(await database.stores.sites.find('nobody')).toBeNull();
  });

  test('a text with a NUL is stored without breaking the row', async () => {
    const site = await aSite(database);
    await database.stores.sites.hold(site.id, AT, 'a\u0000b');
    expect((await database.stores.sites.get(site.id)).heldReason).toMatch(/^a.*b$/);
  });
});

test('more work than connections waits for its turn', async () => {
  const small = await openTestDatabase({ url: database.url, keys: TEST_KEYS, poolSize: 2 });
  const counted = await Promise.all(Array.from({ length: 40 }, () => small.stores.inbox.countWaiting()));
  expect(counted).toHaveLength(40);
  await small.close();
});
