import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { removeCluster, startEmbedded } from '../../../src/adapters/postgres/embedded';
import { type Authority, makeAuthority } from '../../setup/certificates';

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

/** Postgres demands that nobody else can write the key; root may own it, with the group reading. */
const writeKey = async (file: string, key: string): Promise<void> => {
  await writeFile(file, key, { mode: 0o600 });
  if (process.getuid?.() !== 0) return;
  await chown(file, 0, NOBODY);
  await chmod(file, 0o640);
};

/** From now on the server takes no connection in the clear. */
const demandTls = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ hba_file: string }>('SHOW hba_file');
  await writeFile(rows[0]?.hba_file ?? '', 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await client.query('SELECT pg_reload_conf()');
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
  await writeFile(at('server.pem'), server.cert);
  await writeKey(at('server.key'), server.key);
  await writeFile(at('client.pem'), client.cert);
  await writeFile(at('client.key'), client.key, { mode: 0o600 });
  const embedded = await startEmbedded({
    dataDir: at('data'),
    settings: {
      ssl: 'on',
      ssl_cert_file: at('server.pem'),
      ssl_key_file: at('server.key'),
      ssl_ca_file: at('ca.pem'),
      fsync: 'off',
    },
  });
  const watcher = new Client({ connectionString: embedded.url, ssl: { ca: authority.cert } });
  await watcher.connect();
  await demandTls(watcher);
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
