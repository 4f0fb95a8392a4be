import { type NewEvent } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { AT, empty, later } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterEach(() => empty(database, 'inbox'));
afterAll(() => database.close());

const event = (deliveryId: string, lane = 'link:1', siteId = 'site-1'): NewEvent => ({
  lane,
  siteId,
  deliveryId,
  hint: { side: 'master', kind: 'transitioned', from: null, to: 'Done' },
});

test('waiting events come back oldest first, until they are done', async () => {
  const { inbox } = database.stores;
  expect(await inbox.add([event('d1'), event('d2'), event('d1', 'link:2')], AT)).toBe(3);
  const waiting = await inbox.waiting('link:1');
  expect(waiting).toEqual([
    { ...event('d1'), id: waiting[0]?.id, receivedAt: AT.toISOString() },
    { ...event('d2'), id: waiting[1]?.id, receivedAt: AT.toISOString() },
  ]);
  await inbox.markDone([waiting[0]?.id ?? ''], later(1));
  expect((await inbox.waiting('link:1')).map(({ deliveryId }) => deliveryId)).toEqual(['d2']);
  expect(await inbox.countWaiting()).toBe(2);
});

test.each([
  ['the same', event('d1'), 0],
  ['another site', event('d1', 'link:1', 'site-2'), 1],
  ['another lane', event('d1', 'link:2'), 1],
  ['another delivery', event('d2'), 1],
])('after a delivery, %s adds %#', async (_name, next, added) => {
  const { inbox } = database.stores;
  await inbox.add([event('d1')], AT);
  expect(await inbox.add([next], later(1))).toBe(added);
});

test('a repeated delivery adds nothing even when the first is done, or is in the same call', async () => {
  const { inbox } = database.stores;
  expect(await inbox.add([event('d1'), event('d1')], AT)).toBe(1);
  const [first] = await inbox.waiting('link:1');
  await inbox.markDone([first?.id ?? ''], later(1));
  expect(await inbox.add([event('d1')], later(2))).toBe(0);
  expect(await inbox.countWaiting()).toBe(0);
});

test('deliveries that race are counted once', async () => {
  const { inbox } = database.stores;
  const lanes = ['a', 'b', 'c', 'd'];
  const both = [lanes, [...lanes].reverse()];
  const added = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      inbox.add(
        (both[n % 2] ?? []).map((lane) => event('d1', lane)),
        AT,
      ),
    ),
  );
  expect(added.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test('what is rolled back was never there', async () => {
  const failed = database.transact(async ({ inbox }) => {
    await inbox.add([event('d1')], AT);
    throw new Error('later on');
  });
  await expect(failed).rejects.toThrow('later on');
  expect(await database.stores.inbox.add([event('d1')], AT)).toBe(1);
});

test('only handled events are forgotten', async () => {
  const { inbox } = database.stores;
  await inbox.add([event('d1'), event('d2'), event('d3')], AT);
  const [one, two] = await inbox.waiting('link:1');
  await inbox.markDone([one?.id ?? ''], later(1));
  await inbox.markDone([two?.id ?? ''], later(10));
  const { retention } = database.stores;
  expect(await retention.forget('inbox.handled', later(10), 9)).toBe(1);
  expect(await retention.forget('inbox.handled', later(10), 9)).toBe(0);
  expect(await inbox.add([event('d2')], AT)).toBe(0);
  expect(await inbox.countWaiting()).toBe(1);
});

test('nothing is nothing', async () => {
  const { inbox } = database.stores;
  expect(await inbox.add([], AT)).toBe(0);
  await inbox.markDone([], AT);
  expect(await inbox.waiting('unknown')).toEqual([]);
});
