import { setTimeout as sleep } from 'node:timers/promises';
import { type Stores } from '../../../src/sync/ports';
import { createTestDatabase, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { AT } from './agreements';

let database: TestDatabase;
beforeEach(async () => (database = await createTestDatabase()));
afterEach(() => database.close());

const wake = ({ lanes }: Stores) => lanes.wake([{ key: 'a', kind: 'link', contractId: 'c', dueAt: AT, priority: 20 }]);

const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; !holds() && waited < 20_000; waited += 5) await sleep(5);
  expect(holds()).toBe(true);
};

/** Counts from when it listens: the first call only says that it does. */
const listen = async () => {
  let calls = 0;
  const stop = await database.onWake(() => (calls += 1));
  calls = 0;
  return { calls: () => calls, stop };
};

test('another process hears a wake once it is committed', async () => {
  const heard = await listen();
  const other = await openTestDatabase({ url: database.url, keys: TEST_KEYS });
  await other.transact(async (stores) => {
    await wake(stores);
    await sleep(30);
    expect(heard.calls()).toBe(0);
  });
  await until(() => heard.calls() === 1);
  await other.stores.lanes.wakeContract('c');
  await until(() => heard.calls() === 2);
  await other.close();
});

test('a lane that was woken while it ran is announced when it is free', async () => {
  const { lanes } = database.stores;
  await wake(database.stores);
  const [lane] = await lanes.claim('w', 1, 1000);
  await wake(database.stores);
  const heard = await listen();
  if (lane) await lanes.complete(lane);
  await until(() => heard.calls() === 1);
});

test('after stop nothing is heard, and others still hear', async () => {
  const [one, two] = [await listen(), await listen()];
  await one.stop();
  await wake(database.stores);
  await until(() => two.calls() > 0);
  expect(one.calls()).toBe(0);
  await two.stop();
});

test('a broken connection is made again, and what passed meanwhile is looked for', async () => {
  const heard = await listen();
  await onServer(database.url, (client) =>
    client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'accord-wake' AND datname = current_database()`),
  );
  await until(() => heard.calls() >= 1);
  const before = heard.calls();
  await wake(database.stores);
  await until(() => heard.calls() > before);
  expect(await database.stores.lanes.claim('w', 1, 1000)).toHaveLength(1);
});
