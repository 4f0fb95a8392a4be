import { Client } from 'pg';
import { clientConfigOf } from '../../../src/adapters/postgres/client-config';
import { type OpenDatabase, openDatabase } from '../../../src/adapters/postgres/database';
import { migrate } from '../../../src/adapters/postgres/migrate';
import { compose } from '../../../src/compose';
import { parseConfig } from '../../../src/config';
import { TEST_KEYS } from '../../setup/database';
import { TEST_SERVER } from '../../setup/server';
import { startTlsServer, type TlsServer } from './tls-server';

let server: TlsServer;
beforeAll(async () => {
  server = await startTlsServer();
}, 60_000);
afterAll(async () => server.close());

const opened: OpenDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

const open = async (url: string): Promise<OpenDatabase> => {
  const database = await openDatabase({ url, keys: TEST_KEYS });
  opened.push(database);
  return database;
};

const checked = (more = `&sslrootcert=${encodeURIComponent(server.files.ca)}`, host?: string): string =>
  `${server.url(host)}?sslmode=verify-full${more}`;

/** All three kinds of connection: the one that migrates, those of the pool, the one that listens. */
const reach = async (url: string): Promise<void> => {
  await migrate(url);
  await (await open(url)).ping();
};

test('with the right authority every connection is encrypted, the one that listens too', async () => {
  await migrate(checked());
  const database = await open(checked());
  const heard = jest.fn();
  const stop = await database.onWake(heard);
  await database.ping();
  expect(await server.encrypted()).toEqual({ accord: true, 'accord-wake': true });
  expect(heard).toHaveBeenCalled();
  await stop();
});

test('an authority named without a word on the mode means verify-full', async () => {
  await reach(`${server.url()}?sslrootcert=${encodeURIComponent(server.files.ca)}`);
});

test.each<readonly [string, () => string, RegExp]>([
  [
    'of a foreign authority',
    () => checked(`&sslrootcert=${encodeURIComponent(server.files.foreignCa)}`),
    /certificate/,
  ],
  ['of an authority nobody named', () => checked(''), /self-signed certificate/],
  ['for another name', () => checked(undefined, 'localhost'), /does not match certificate/],
])('a certificate %s is refused, before a password is sent', async (_name, url, reason) => {
  await expect(migrate(url())).rejects.toThrow(reason);
  await expect((await open(url())).ping()).rejects.toThrow(reason);
});

test('a listener that meets a foreign certificate hears nothing, and sends nothing either', async () => {
  const database = await open(checked(''));
  const heard = jest.fn();
  await database.onWake(heard);
  expect(heard).not.toHaveBeenCalled();
  expect(await server.encrypted()).toEqual({});
});

test('this server takes nothing in the clear', async () => {
  await expect(reach(`${server.url()}?sslmode=disable`)).rejects.toThrow(/no encryption/);
});

test('a server without TLS is refused where TLS is demanded', async () => {
  const plain = `${process.env[TEST_SERVER] ?? ''}?sslmode=verify-full`;
  await expect(migrate(plain)).rejects.toThrow(/does not support SSL/);
  await expect((await open(plain)).ping()).rejects.toThrow(/does not support SSL/);
});

test('a certificate of our own is shown, where the address names one', async () => {
  const { cert, key } = server.files;
  const url = `${checked()}&sslcert=${encodeURIComponent(cert)}&sslkey=${encodeURIComponent(key)}`;
  const client = new Client(clientConfigOf(url));
  await client.connect();
  const { rows } = await client.query('SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  await client.end();
  expect(rows).toEqual([{ client_dn: '/CN=accord' }]);
});

describe('in production', () => {
  const production = (url: string) =>
    parseConfig({
      NODE_ENV: 'production',
      BASE_URL: 'https://accord.example',
      DATABASE_URL: url,
      ACCORD_TRUSTED_PROXIES: '0',
      ACCORD_SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      LOG_LEVEL: 'silent',
    });

  test('a server without TLS stops the start, with what to do', async () => {
    const start = compose(production(process.env[TEST_SERVER] ?? ''));
    await expect(start).rejects.toThrow(/does not support SSL[^]*sslmode=disable/);
  });

  test('a certificate that cannot be checked stops the start, with what to do', async () => {
    await expect(compose(production(server.url()))).rejects.toThrow(/self-signed[^]*sslrootcert=/);
  });

  test('the right authority starts it', async () => {
    const accord = await compose(production(`${server.url()}?sslrootcert=${encodeURIComponent(server.files.ca)}`));
    await accord.start();
    expect(await server.encrypted()).toEqual({ accord: true, 'accord-wake': true });
    await accord.stop();
  });
});
