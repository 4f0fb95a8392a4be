import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { removeCluster, startEmbedded } from '../../../src/adapters/postgres/embedded';
import { type Authority, makeAuthority } from '../../setup/certificates';
import { onServer } from '../../setup/server';

export interface TlsServer {
  readonly authority: Authority;
  /** Files for an address: the right authority, a foreign one, a client's certificate and key. */
  readonly files: { readonly ca: string; readonly foreignCa: string; readonly cert: string; readonly key: string };
  /** The address without a word on TLS, by the name in the certificate (127.0.0.1) or another. */
  url(host?: string): string;
  /** The connections that Accord holds at present, by application name: whether each is encrypted. */
  encrypted(): Promise<Readonly<Record<string, boolean>>>;
  close(): Promise<void>;
}

/** The user that an embedded server of root runs as. */
const NOBODY = 65_534;

/**
 * From now on the server takes no connection in the clear. Its files lie in its own folder: it may be kept from all others,
 * such as a private folder for temporary files.
 */
const demandTls = async (client: Client, files: Readonly<Record<string, string>>): Promise<void> => {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  const own = rows[0]?.data_directory ?? '';
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(own, name), content, { mode: 0o600 });
    if (process.getuid?.() === 0) await chown(join(own, name), NOBODY, NOBODY);
  }
  await writeFile(join(own, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await client.query("ALTER SYSTEM SET ssl_ca_file = 'ca.crt'");
  await client.query("ALTER SYSTEM SET ssl = 'on'");
  await client.query('SELECT pg_reload_conf()');
};

/** The server reads its new settings some moments after it was told. */
const connectByTls = async (url: string, ca: string): Promise<Client> => {
  for (;;) {
    const client = new Client({ connectionString: url, ssl: { ca } });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!String(error).includes('does not support SSL')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
};

/** A real Postgres that speaks only TLS, with a certificate for 127.0.0.1 by an authority of its own. */
export const startTlsServer = async (): Promise<TlsServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'accord-tls-'));
  await chmod(folder, 0o755);
  const [authority, foreign] = [await makeAuthority('Accord test'), await makeAuthority('Somebody else')];
  const [server, client] = [await authority.issue(), await authority.issue({ commonName: 'accord' })];
  const at = (name: string): string => join(folder, name);
  await writeFile(at('ca.pem'), authority.cert);
  await writeFile(at('foreign.pem'), foreign.cert);
  await writeFile(at('client.pem'), client.cert);
  await writeFile(at('client.key'), client.key, { mode: 0o600 });
  const embedded = await startEmbedded({ dataDir: at('data'), settings: { fsync: 'off' } });
  await onServer(embedded.url, (plain) =>
    demandTls(plain, { 'server.crt': server.cert, 'server.key': server.key, 'ca.crt': authority.cert }),
  );
  const watcher = await connectByTls(embedded.url, authority.cert);
  return {
    authority,
    files: { ca: at('ca.pem'), foreignCa: at('foreign.pem'), cert: at('client.pem'), key: at('client.key') },
    url: (host = '127.0.0.1') => embedded.url.replace('127.0.0.1', host),
    encrypted: async () => {
      const { rows } = await watcher.query<{ application_name: string; ssl: boolean }>(
        `SELECT application_name, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
         WHERE application_name LIKE 'accord%'`,
      );
      return Object.fromEntries(rows.map(({ application_name, ssl }) => [application_name, ssl]));
    },
    close: async () => {
      await watcher.end();
      await embedded.stop();
      await removeCluster(at('data'));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
