import { type WakeRequest } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { aConnection, aContract, aSite, AT, empty, later } from './agreements';

let database: TestDatabase;
/** Contracts of one hub with three partners, by partner; `second` is one more with the first. */
const contracts: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase({ clock: { now: () => later(1_000_000) } });
  const hub = await aSite(database);
  for (const partner of ['slow', 'healthy', 'small']) {
    const connection = aConnection(hub.id, (await aSite(database)).id);
    await database.stores.connections.insert(connection);
    for (const name of partner === 'slow' ? ['slow', 'second'] : [partner]) {
      const contract = aContract(connection.id);
      await database.stores.contracts.insert(contract);
      contracts[name] = contract.id;
    }
  }
});
afterEach(() => empty(database, 'lanes'));
afterAll(() => database.close());

const wake = (of: string, count: number, more: Partial<WakeRequest> = {}, from = 0) =>
  database.stores.lanes.wake(
    Array.from({ length: count }, (_, n) => ({
      key: `${of}:${String(from + n)}:${String(more.priority ?? 20)}`,
      kind: 'link' as const,
      contractId: contracts[of] ?? null,
      dueAt: later(from + n),
      priority: 20,
      ...more,
    })),
  );

const claim = async (limit: number, bounds = {}, worker = 'w1') =>
  (await database.stores.lanes.claim(worker, limit, 60_000, bounds)).map(({ key }) => key.split(':')[0]);

const counts = (names: readonly (string | undefined)[]) =>
  Object.fromEntries(
    ['slow', 'second', 'healthy', 'small'].map((name) => [name, names.filter((n) => n === name).length]),
  );

test('a connection has its share of the worker and no more, however much of it waits, and the others the rest', async () => {
  await wake('slow', 300);
  expect(counts(await claim(8, { perConnection: 4 }))).toEqual({ slow: 4, second: 0, healthy: 0, small: 0 });
  await wake('healthy', 2, {}, 1000);
  await wake('second', 2, {}, 2000);
  expect(counts(await claim(4, { perConnection: 4 }))).toEqual({ slow: 0, second: 0, healthy: 2, small: 0 });
  // Another process has a share of its own.
  expect(counts(await claim(8, { perConnection: 4 }, 'w2'))).toMatchObject({ healthy: 0, small: 0 });
  expect(await claim(8, { perConnection: 4 }, 'w2')).toEqual([]);
});

test('within a priority, connections and contracts take turns', async () => {
  await wake('slow', 300);
  await wake('second', 300, {}, 5000);
  await wake('healthy', 5, {}, 6000);
  await wake('small', 1, {}, 7000);
  expect(counts(await claim(6))).toEqual({ slow: 2, second: 1, healthy: 2, small: 1 });
  // Who has least comes first.
  expect(await claim(1)).toEqual(['healthy']);
});

test('a site has its share: both sites of a lane count', async () => {
  await wake('slow', 10);
  await wake('healthy', 10);
  await wake('small', 10);
  expect(await claim(20, { perSite: 7, perConnection: 4 })).toHaveLength(7);
  expect(await claim(20, { perSite: 7, perConnection: 4 })).toEqual([]);
});

test('a person is above every share; a change of a pair goes before new pairs, those before secondary events and the rest', async () => {
  for (const priority of [55, 50, 40, 30, 20]) await wake('healthy', 2, { priority });
  await wake('slow', 4);
  expect(counts(await claim(4, { perConnection: 4 }))).toMatchObject({ slow: 2, healthy: 2 });
  await wake('slow', 4, {}, 10);
  await claim(2, { perConnection: 4 });
  await wake('slow', 1, { priority: 10 });
  expect(await claim(5, { perConnection: 4, lastPriority: 10 })).toEqual(['slow']);
  const order = [];
  for (let n = 0; n < 5; n += 1)
    order.push(...(await database.stores.lanes.claim('w3', 2, 60_000)).map(({ key }) => key));
  expect(order.filter((key) => key.startsWith('healthy')).map((key) => key.split(':')[2])).toEqual([
    '30',
    '30',
    '40',
    '40',
    '50',
    '50',
  ]);
});

test('100,000 lanes of one contract that wait and are due cost a claim no more than a few pages', async () => {
  await onServer(database.url, async (client) => {
    await client.query(
      `INSERT INTO lanes (key, kind, contract_id, priority, due_at, free_at)
       SELECT 'many:' || n, 'link', $1, 20, $2::timestamptz + n * interval '1 ms', $2::timestamptz + n * interval '1 ms'
       FROM generate_series(1, 100000) AS n`,
      [contracts.slow, AT],
    );
  });
  await wake('healthy', 1, {}, 900_000);
  await onServer(database.url, (client) => client.query('VACUUM ANALYZE lanes'));
  expect(counts(await claim(8, { perConnection: 4 }))).toMatchObject({ healthy: 1 });
  const before = performance.now();
  await claim(8, { perConnection: 4 });
  expect(performance.now() - before).toBeLessThan(1_000);
});
