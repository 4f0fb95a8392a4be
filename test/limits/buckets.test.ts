import { createBuckets } from '../../src/limits/buckets';

const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

test('so many at once, then so many a second, each key for itself', () => {
  const buckets = createBuckets({ perSecond: 2, atOnce: 3 });
  expect([1, 2, 3].map(() => buckets.take('a', at(0)))).toEqual([0, 0, 0]);
  expect(buckets.take('a', at(0))).toBe(500);
  expect(buckets.take('b', at(0))).toBe(0);
  expect(buckets.take('a', at(0.5))).toBe(0);
  expect(buckets.take('a', at(0.5))).toBe(500);
});

test('what was refused takes nothing: waiting as told is enough', () => {
  const buckets = createBuckets({ perSecond: 0.1, atOnce: 1 });
  buckets.take('a', at(0));
  for (let call = 0; call < 100; call += 1) expect(buckets.take('a', at(5))).toBe(5_000);
  expect(buckets.take('a', at(10))).toBe(0);
});

test('looking takes nothing', () => {
  const buckets = createBuckets({ perSecond: 1, atOnce: 1 });
  expect([buckets.look('a', at(0)), buckets.look('a', at(0)), buckets.take('a', at(0))]).toEqual([0, 0, 0]);
  expect(buckets.look('a', at(0))).toBe(1_000);
});

test('a bucket never holds more than fits in, and a clock that goes back takes nothing away', () => {
  const buckets = createBuckets({ perSecond: 100, atOnce: 2 });
  buckets.take('a', at(0));
  expect([1, 2, 3].map(() => buckets.take('a', at(3_600)) > 0)).toEqual([false, false, true]);
  expect(buckets.take('a', at(0))).toBe(10);
});

test('the table is bounded: who came first is forgotten first', () => {
  const buckets = createBuckets({ perSecond: 1, atOnce: 1 }, 2);
  for (const key of ['a', 'b', 'c']) buckets.take(key, at(0));
  expect(buckets.look('a', at(0))).toBe(0);
  expect(buckets.look('c', at(0))).toBe(1_000);
});
