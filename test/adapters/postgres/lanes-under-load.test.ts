import { setTimeout as sleep } from 'node:timers/promises';
import { type OpenDatabase } from '../../../src/adapters/postgres/database';
import { createTestDatabase, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../setup/database';

const LANES = 20;
const EVENTS = 400;
const WORKERS = 4;

interface Seen {
  readonly running: Set<string>;
  readonly handled: string[];
  overlaps: number;
}

const laneOf = (n: number): string => `link:${n % LANES}`;

/** As the pipeline does it: claim, take all waiting events together, complete. */
const work = async (database: OpenDatabase, worker: string, seen: Seen, stop: () => boolean): Promise<void> => {
  const { inbox, lanes } = database.stores;
  while (!stop()) {
    const claimed = await lanes.claim(worker, 3, 30_000);
    if (claimed.length === 0) await sleep(2);
    for (const lane of claimed) {
      const { key } = lane;
      if (seen.running.has(key)) seen.overlaps += 1;
      seen.running.add(key);
      const events = await inbox.waiting(key);
      await sleep(1);
      await inbox.markDone(
        events.map(({ id }) => id),
        new Date(),
      );
      seen.handled.push(...events.map(({ deliveryId }) => deliveryId));
      seen.running.delete(key);
      await lanes.complete(lane);
    }
  }
};

const deliver = (database: OpenDatabase, n: number): Promise<void> =>
  database.transact(async ({ inbox, lanes }) => {
    const lane = laneOf(n);
    const at = new Date();
    await inbox.add([{ lane, siteId: 's', deliveryId: `d${n}`, hint: { side: 'master', kind: 'updated' } }], at);
    await lanes.wake([{ key: lane, kind: 'link', contractId: null, dueAt: at, priority: 20 }]);
  });

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

test('4 workers with pools of their own, 400 events on 20 lanes: each once, in order, no lane twice at a time', async () => {
  const seen: Seen = { running: new Set(), handled: [], overlaps: 0 };
  const pools = await Promise.all(
    Array.from({ length: WORKERS }, () => openTestDatabase({ url: database.url, keys: TEST_KEYS, poolSize: 2 })),
  );
  const deadline = Date.now() + 60_000;
  const stop = () => seen.handled.length >= EVENTS || Date.now() > deadline;
  const workers = pools.map((pool, n) => work(pool, `w${n}`, seen, stop));
  const events = Array.from({ length: EVENTS }, (_, n) => n);
  const producers = [0, 1, 2, 3].map(async (share) => {
    for (const n of events.filter((event) => (event % LANES) % 4 === share)) await deliver(database, n);
  });
  await Promise.all([...producers, ...workers]);
  await Promise.all(pools.map((pool) => pool.close()));

  expect(seen.overlaps).toBe(0);
  expect([...seen.handled].sort()).toEqual(events.map((n) => `d${n}`).sort());
  for (let lane = 0; lane < LANES; lane += 1) {
    const handled = seen.handled.map((id) => Number(id.slice(1))).filter((n) => n % LANES === lane);
    expect(handled).toEqual([...handled].sort((a, b) => a - b));
  }
  // What was woken while its last event was already in hand is due once more, and ends.
  for (const lane of await database.stores.lanes.claim('last', 100, 30_000)) await database.stores.lanes.complete(lane);
  expect(await database.stores.lanes.list({ limit: 100 })).toEqual([]);
});

test('wakes of many lanes in any order never wait for each other in a circle', async () => {
  const wakeAll = (names: readonly number[]) =>
    database.stores.lanes.wake(
      names.map((n) => ({ key: laneOf(n), kind: 'link', contractId: 'c', dueAt: new Date(), priority: 20 })),
    );
  const order = Array.from({ length: LANES }, (_, n) => n);
  const rounds = Array.from({ length: 20 }, (_, n) => [
    wakeAll(n % 2 === 0 ? order : [...order].reverse()),
    database.stores.lanes.wakeContract('c'),
  ]);
  await Promise.all(rounds.flat());
  expect(await database.stores.lanes.list({ limit: 100 })).toHaveLength(LANES);
});
