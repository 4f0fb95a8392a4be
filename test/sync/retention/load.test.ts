import { randomUUID } from 'node:crypto';
import { DEFAULT_TERMS, retain } from '../../../src/sync/retention';
import { type Retention, type Stores } from '../../../src/sync/ports';
import { agree, AT } from '../../adapters/postgres/agreements';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';

/** Of each of six tables. `ACCORD_FIGURES=1` measures with 600,000 rows and prints what it saw. */
const EACH = process.env['ACCORD_FIGURES'] ? 100_000 : 2_000;
/** A statement of the store is cut off after 15 s. */
const FAR_BELOW_MS = 5_000;

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

const fill = (contractId: string, connectionId: string, sites: readonly [string, string]): Promise<void> =>
  onServer(database.url, async (client) => {
    const values = [contractId, connectionId, ...sites];
    const rows = `generate_series(1, ${EACH}) n`;
    const at = `'2026-01-01T00:00:00Z'::timestamptz`;
    const words = `repeat('words ', 40)`;
    const statements: readonly (readonly [string, readonly number[]])[] = [
      [
        `INSERT INTO links SELECT 'link-' || n, $1, 'link:' || $1 || ':master:' || n, 'active', 'master', $2, $3,
           n::text, 'SUP-' || n, n::text, 'DEV-' || n, ${at}, json_build_object('facets', ${words}) FROM ${rows}`,
        [0, 2, 3],
      ],
      [
        `INSERT INTO conflicts SELECT 'c-' || n, $1, 'link-' || n, 'field:Title', 'master', 'master', NULL,
           json_build_object('values', ${words}), ${at} FROM ${rows}`,
        [0],
      ],
      [
        `INSERT INTO written_fields SELECT $1, n::text, 'summary', 'link-' || n,
           json_build_object('print', ${words}, 'elements', NULL), ${at} FROM ${rows}`,
        [2],
      ],
      [
        `INSERT INTO inbox (lane, site_id, delivery_id, hint, received_at, done_at)
         SELECT 'link:' || n, $1, n::text, '{"side":"master","kind":"updated"}', ${at}, ${at} FROM ${rows}`,
        [2],
      ],
      [
        `INSERT INTO activity (at, connection_id, contract_id, link_id, kind, text)
         SELECT ${at}, $1, $2, 'link-' || n, 'setFields', 'Set field "Title" at the master.' FROM ${rows}`,
        [1, 0],
      ],
      [`INSERT INTO plans SELECT 'plan-' || n, 'link:' || n, 'link-' || n, ${at} FROM ${rows}`, []],
    ];
    for (const [statement, which] of statements)
      await client.query(
        statement,
        which.map((index) => values[index]),
      );
    await client.query('ANALYZE');
  });

/** How long each call of the store took. */
const timed = (stores: Stores, took: number[]): Stores => {
  const retention = new Proxy(stores.retention, {
    get:
      (store, name: keyof Retention) =>
      async (...given: readonly unknown[]) => {
        const from = performance.now();
        const call = store[name] as (...args: readonly unknown[]) => Promise<unknown>;
        return call(...given).finally(() => took.push(performance.now() - from));
      },
  });
  return { ...stores, retention };
};

/** A webhook that is stored, and a lane that is claimed and completed, again and again. */
const liveWork = (contractId: string, siteId: string, over: () => boolean): Promise<readonly number[]> => {
  const { inbox, lanes } = database.stores;
  const took: number[] = [];
  const once = async (): Promise<void> => {
    const lane = `link:${contractId}:master:live`;
    const now = new Date();
    const hint = { side: 'master', kind: 'updated' } as const;
    await database.transact(async (stores) => {
      await stores.inbox.add([{ lane, siteId, deliveryId: randomUUID(), hint }], now);
      await stores.lanes.wake([{ key: lane, kind: 'link', contractId, dueAt: now, priority: 20 }]);
    });
    const claimed = await lanes.claim('live', 5, 60_000);
    await inbox.markDone(
      (await inbox.waiting(lane)).map(({ id }) => id),
      new Date(),
    );
    for (const each of claimed) await lanes.complete(each);
  };
  return (async () => {
    while (!over()) {
      const from = performance.now();
      await once();
      took.push(performance.now() - from);
    }
    return took;
  })();
};

const quantile = (values: readonly number[], part: number): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0);

test('a site with many rows is removed in bounded rounds, while others work on', async () => {
  const gone = await agree(database);
  const living = await agree(database);
  await fill(gone.contract.id, gone.connection.id, [gone.master.id, gone.provider.id]);
  await onServer(database.url, (client) =>
    client.query(`UPDATE sites SET state = 'uninstalled', uninstalled_at = $1 WHERE id = ANY($2)`, [
      AT,
      [gone.master.id, gone.provider.id],
    ]),
  );
  const statements: number[] = [];
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const deps = {
    stores: timed(database.stores, statements),
    clock: { now: () => new Date() },
    log,
    terms: DEFAULT_TERMS,
  };
  let done = false;
  const live = liveWork(living.contract.id, living.master.id, () => done);
  const rounds: { readonly ms: number; readonly removed: number }[] = [];
  for (let more = true; more;) {
    const from = performance.now();
    const round = await retain(deps);
    rounds.push({ ms: performance.now() - from, removed: round.removed });
    more = round.more;
  }
  done = true;
  const took = await live;
  const removed = rounds.reduce((sum, round) => sum + round.removed, 0);
  // Plans and conflicts go with their pairs, and are not counted for themselves.
  expect(removed).toBeGreaterThanOrEqual(4 * EACH);
  const left = await onServer(database.url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM links)::int + (SELECT count(*) FROM conflicts)::int
         + (SELECT count(*) FROM plans)::int + (SELECT count(*) FROM written_fields)::int
         + (SELECT count(*) FROM inbox WHERE site_id <> $1)::int AS n`,
      [living.master.id],
    );
    return rows[0]?.n;
  });
  expect(left).toBe(0);
  expect(Math.max(...statements)).toBeLessThan(FAR_BELOW_MS);
  expect(took.length).toBeGreaterThan(rounds.length);
  expect(quantile(took, 1)).toBeLessThan(FAR_BELOW_MS);
  if (!process.env['ACCORD_FIGURES']) return;
  process.stdout.write(
    `${6 * EACH} rows: ${rounds.length} rounds, each at most ${quantile(
      rounds.map(({ ms }) => ms),
      1,
    )} ms and ` +
      `${Math.max(...rounds.map((round) => round.removed))} rows; ${statements.length} batches, ` +
      `p50/p95/max ${[0.5, 0.95, 1].map((part) => quantile(statements, part)).join(' / ')} ms; ` +
      `live work (${took.length} webhooks with their lanes) ${[0.5, 0.95, 1].map((part) => quantile(took, part)).join(' / ')} ms\n`,
  );
}, 600_000);
