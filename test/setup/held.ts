import { randomBytes } from 'node:crypto';
import { onServer, TEST_SERVER } from './server';

/** What this test file holds, counted where it is held. */
export interface Watched {
  /** Of pools and listeners, by Postgres's own book. */
  connections(): Promise<number>;
  databases(): Promise<number>;
  /** That listen in this process. */
  servers(): number;
  /** Started by this one and not ended yet. */
  processes(): number;
  /** So many more servers that are no part of what is tested. */
  expectServers(more: number): void;
  readonly serversBefore: number;
  end(): Promise<void>;
}

const held = (wanted: 'TCPServerWrap' | 'ProcessWrap'): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === wanted).length;

/** Until `end`, databases are made and opened by a user of its own: what other test files do at the same time is not counted. */
export async function watchServer(): Promise<Watched> {
  const server = process.env[TEST_SERVER] ?? '';
  const user = `watched_${randomBytes(6).toString('hex')}`;
  const sql = async (text: string): Promise<number> =>
    onServer(server, async (client) => Number((await client.query<{ n: string }>(text)).rows[0]?.n));
  await sql(`CREATE ROLE ${user} SUPERUSER LOGIN PASSWORD '${user}'`);
  const url = new URL(server);
  [url.username, url.password] = [user, user];
  process.env[TEST_SERVER] = url.href;
  let before = held('TCPServerWrap');
  const processesBefore = held('ProcessWrap');
  return {
    connections: () => sql(`SELECT count(*) AS n FROM pg_stat_activity WHERE usename = '${user}'`),
    databases: () =>
      sql(`SELECT count(*) AS n FROM pg_database WHERE datdba = (SELECT oid FROM pg_roles WHERE rolname = '${user}')`),
    servers: () => held('TCPServerWrap'),
    processes: () => held('ProcessWrap') - processesBefore,
    expectServers: (more) => void (before += more),
    get serversBefore() {
      return before;
    },
    end: async () => {
      process.env[TEST_SERVER] = server;
      await sql(`DROP ROLE ${user}`);
    },
  };
}

/** A session that was ended stands in Postgres's book for a moment more. */
export async function expectNothingHeld(watched: Watched): Promise<void> {
  for (let tries = 0; tries < 200 && (await watched.connections()) > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  const { connections, databases, servers, processes } = watched;
  expect({
    connections: await connections(),
    databases: await databases(),
    servers: servers(),
    processes: processes(),
  }).toEqual({ connections: 0, databases: 0, servers: watched.serversBefore, processes: 0 });
}
