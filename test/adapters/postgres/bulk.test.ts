import { randomUUID } from 'node:crypto';
import { type BulkRun, type NewBulkItem } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { agree, type Agreed, AT, empty, later, linkIn } from './agreements';

let database: TestDatabase;
let agreed: Agreed;
beforeAll(async () => {
  database = await createTestDatabase();
  agreed = await agree(database);
});
afterEach(() => empty(database, 'bulk_runs'));
afterAll(() => database.close());

const aRun = (more: Partial<BulkRun> = {}): BulkRun => ({
  id: randomUUID(),
  contractId: agreed.contract.id,
  side: 'master',
  kind: 'link',
  state: 'running',
  jql: 'labels = "acme"',
  keyField: 'customfield_1',
  author: 'admin',
  startedAt: AT.toISOString(),
  endedAt: null,
  gathered: false,
  cursor: null,
  ...more,
});

const anItem = (mine: string, more: Partial<NewBulkItem> = {}): NewBulkItem => ({
  mine,
  key: null,
  issueId: null,
  theirs: null,
  verdict: null,
  ...more,
});

const begun = async (...items: readonly NewBulkItem[]): Promise<BulkRun> => {
  const run = aRun();
  await database.stores.bulk.insert(run);
  await database.stores.bulk.addItems(run.id, items, AT);
  return run;
};

test('a run is kept as it is', async () => {
  const { bulk } = database.stores;
  const run = aRun();
  expect(await bulk.insert(run)).toBe(true);
  expect(await bulk.find(run.id)).toEqual(run);
  await bulk.noteGathered(run.id, true, 'a place in the search');
  expect(await bulk.find(run.id)).toMatchObject({ gathered: true, cursor: 'a place in the search' });
});

test('one run of a half is open at a time; the other half has its own', async () => {
  const { bulk } = database.stores;
  const [first, second] = [aRun(), aRun({ startedAt: later(1).toISOString() })];
  expect(await bulk.insert(first)).toBe(true);
  expect(await bulk.insert(second)).toBe(false);
  expect(await bulk.insert(aRun({ side: 'provider' }))).toBe(true);
  expect(await bulk.setState(first.id, ['running', 'paused'], 'stopped', AT)).toBe(true);
  expect(await bulk.setState(first.id, ['running', 'paused'], 'paused', null)).toBe(false);
  expect(await bulk.insert(second)).toBe(true);
  const listed = await bulk.list(agreed.contract.id, 'master', 10);
  expect(listed.map(({ id, state, endedAt }) => [id, state, endedAt])).toEqual([
    [second.id, 'running', null],
    [first.id, 'stopped', AT.toISOString()],
  ]);
});

test('issues come in order, each once', async () => {
  const { bulk } = database.stores;
  const run = await begun(anItem('2'), anItem('1', { theirs: 'ACM-1' }));
  await bulk.addItems(run.id, [anItem('1'), anItem('3', { verdict: { is: 'skipped' } })], AT);
  const waiting = await bulk.waiting(run.id, 10);
  expect(waiting.map(({ mine, theirs }) => [mine, theirs])).toEqual([
    ['2', null],
    ['1', 'ACM-1'],
  ]);
  expect((await bulk.counts([run.id]))[run.id]).toEqual({ total: 3, done: 0, failed: 0, skipped: 1, awaiting: 0 });
});

test('only the first verdict on an issue counts', async () => {
  const { bulk } = database.stores;
  const run = await begun(anItem('1'), anItem('2'), anItem('3'));
  const [one, two] = await bulk.waiting(run.id, 2);
  if (!one || !two) throw new Error('two issues wait');
  await bulk.markAsked({ id: one.id, key: 'SUP-1', issueId: '1', theirsId: '9' }, AT);
  expect(await bulk.asked(run.id)).toMatchObject([
    { id: one.id, key: 'SUP-1', theirsId: '9', askedAt: AT.toISOString() },
  ]);
  await bulk.settle(one.id, { is: 'failed', cause: 'It is so.', remedy: 'Mend it.' }, later(1));
  await bulk.settle(one.id, { is: 'done' }, later(2));
  await bulk.settle(two.id, { is: 'done' }, later(3));
  expect((await bulk.counts([run.id]))[run.id]).toEqual({ total: 3, done: 1, failed: 1, skipped: 0, awaiting: 0 });
  expect(await bulk.failures(run.id, 10)).toEqual([
    { issue: 'SUP-1', issueId: '1', cause: 'It is so.', remedy: 'Mend it.' },
  ]);
  expect([await bulk.countEnded(run.id, AT), await bulk.countEnded(run.id, later(2))]).toEqual([2, 1]);
});

test('10,000 issues in batches', async () => {
  const { bulk } = database.stores;
  const run = await begun();
  for (let from = 0; from < 10_000; from += 500) {
    await bulk.addItems(
      run.id,
      Array.from({ length: 500 }, (_, index) => anItem(`SUP-${from + index}`)),
      AT,
    );
  }
  expect((await bulk.counts([run.id]))[run.id]?.total).toBe(10_000);
});

test('runs that ended are forgotten after their time, with their issues', async () => {
  const { bulk, retention } = database.stores;
  const forget = async (ms: number) => [
    await retention.forget('bulk_items.ended', later(ms), 9),
    await retention.forget('bulk_runs.ended', later(ms), 9),
  ];
  const run = await begun(anItem('1'));
  expect(await forget(10)).toEqual([0, 0]);
  await bulk.setState(run.id, ['running'], 'finished', later(1));
  expect(await forget(1)).toEqual([0, 0]);
  expect(await forget(2)).toEqual([1, 1]);
  expect(await bulk.counts([run.id])).toEqual({});
});

test('an issue stands in one open pair of a contract, whoever writes first', async () => {
  const { links } = database.stores;
  const { link } = await linkIn(agreed, database);
  const sites = { master: agreed.master.id, provider: agreed.provider.id };
  const again = { ...link, id: randomUUID() };
  expect(await links.insert(again, 'another lane', sites)).toBe(false);
  await links.save({ ...link, state: 'closed' });
  expect(await links.insert(again, 'another lane', sites)).toBe(true);
  expect(await links.find(again.id)).toEqual(again);
  await links.save({ ...again, state: 'closed' });
});

test('which issues stand in an open pair', async () => {
  const { links } = database.stores;
  const { link } = await linkIn(agreed, database);
  const { id } = agreed.contract;
  expect([...(await links.openAmong(id, 'master', ['10001', '10002']))]).toEqual([['10001', '20001']]);
  expect([...(await links.openAmong(id, 'provider', ['20001']))]).toEqual([['20001', '10001']]);
  expect(await links.openAmong(id, 'provider', [])).toEqual(new Map());
  await links.save({ ...link, state: 'closed' });
  expect(await links.openAmong(id, 'master', ['10001'])).toEqual(new Map());
});

describe('people whose names the other side saw', () => {
  const person = (number: number, name = `Person ${number}`) => ({ accountId: `account-${number}`, name });
  const seen = (limit = 10) => database.stores.peopleSeen.list(agreed.connection.id, 'provider', limit);
  const note = (people: readonly ReturnType<typeof person>[], ms: number) =>
    database.stores.peopleSeen.note(agreed.connection.id, 'provider', people, later(ms));
  afterEach(() => empty(database, 'people_seen'));

  test('are kept with the last name and time, newest first', async () => {
    await note([person(1), person(2), person(2)], 0);
    await note([person(1, 'Renamed')], 1);
    expect(await seen()).toEqual([
      { accountId: 'account-1', name: 'Renamed', lastSeen: later(1).toISOString() },
      { accountId: 'account-2', name: 'Person 2', lastSeen: AT.toISOString() },
    ]);
    expect(await database.stores.peopleSeen.list(agreed.connection.id, 'master', 10)).toEqual([]);
  });

  test('seen again soon is no news', async () => {
    await note([person(1)], 0);
    await note([person(1)], 60_000);
    expect(await seen()).toMatchObject([{ lastSeen: AT.toISOString() }]);
    await note([person(1)], 2 * 3600_000);
    expect(await seen()).toMatchObject([{ lastSeen: later(2 * 3600_000).toISOString() }]);
  });

  test('the oldest go when there are too many', async () => {
    await note(
      Array.from({ length: 500 }, (_, index) => person(index)),
      0,
    );
    await note([person(500), person(501)], 1);
    const all = await seen(1_000);
    expect(all).toHaveLength(500);
    expect(all.slice(0, 2).map(({ name }) => name)).toEqual(['Person 500', 'Person 501']);
  });
});
