import { ClaimLost, type LeasedLane, StaleLink, type Stores } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { type Agreed, agree, aLink, AT, empty, later, linkIn } from './agreements';

const LEASE = 1000;
const LANE = 'link:contract-1:master:10001';

let database: TestDatabase;
let time = AT;
let agreed: Agreed;
let contractId: string;
beforeAll(async () => {
  database = await createTestDatabase({ clock: { now: () => time } });
  agreed = await agree(database);
  contractId = agreed.contract.id;
});
afterEach(async () => {
  time = AT;
  await empty(database, 'lanes');
});
afterAll(() => database.close());

const ALIVE = new AbortController().signal;

const claimed = async (worker: string): Promise<LeasedLane> => {
  const [lane] = await database.stores.lanes.claim(worker, 1, LEASE);
  if (!lane) throw new Error('nothing is due');
  return lane;
};

/** The lane as its first claimer had it, and as the second has it: the first one's lease ran out. */
const twoClaims = async (second = 'w2'): Promise<readonly [LeasedLane, LeasedLane]> => {
  await database.stores.lanes.wake([{ key: LANE, kind: 'link', contractId, dueAt: AT, priority: 20 }]);
  const first = await claimed('w1');
  time = later(LEASE);
  return [first, await claimed(second)];
};

/** Rows of every table, to see that nothing at all was written. */
const everything = async (): Promise<unknown> => {
  let rows: unknown;
  await onServer(database.url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const held = [];
    for (const { name } of tables) {
      held.push([
        name,
        (await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`)).rows,
      ]);
    }
    rows = held;
  });
  return rows;
};

describe('a claim', () => {
  test('of the same process is another claim: the run before it has no more say', async () => {
    const { lanes } = database.stores;
    const [old, fresh] = await twoClaims('w1');
    expect(old.token).not.toBe(fresh.token);
    await lanes.complete(old);
    await lanes.postpone(old, 9_999_000, 3, 'no');
    await lanes.giveUp(old);
    expect(await lanes.extend(old, LEASE)).toBe(false);
    expect(await lanes.park(old, 'no')).toBe(false);
    expect(await lanes.find(LANE)).toMatchObject({ attempt: 0, waitsFor: null, parked: false });
    await lanes.complete(fresh);
    expect(await lanes.find(LANE)).toBeNull();
  });

  test('that is given up writes nothing any more, and is free when its lease ends', async () => {
    const { lanes } = database.stores;
    await lanes.wake([{ key: LANE, kind: 'link', contractId, dueAt: AT, priority: 20 }]);
    const lane = await claimed('w1');
    await lanes.giveUp(lane);
    await expect(database.fenced(lane, ALIVE).stores.plans.drop(LANE)).rejects.toThrow(ClaimLost);
    expect(await lanes.claim('w2', 1, LEASE)).toEqual([]);
    time = later(LEASE);
    expect(await lanes.claim('w2', 1, LEASE)).toMatchObject([{ key: LANE, unanswered: 2 }]);
  });
});

test('a process whose clock is 61 s ahead takes no lane that another has, and none before it is due', async () => {
  const own = await createTestDatabase();
  const { lanes } = own.stores;
  const wake = (key: string, dueAt?: Date) =>
    lanes.wake([{ key, kind: 'link', contractId: null, priority: 20, ...(dueAt && { dueAt }) }]);
  await wake('held');
  const [held] = await lanes.claim('right', 1, 60_000);
  await wake('waits', new Date(Date.now() + 60_000));
  jest.useFakeTimers({ advanceTimers: true, now: Date.now() + 61_000, doNotFake: ['nextTick', 'setImmediate'] });
  try {
    expect(await lanes.claim('ahead', 5, 60_000)).toEqual([]);
    expect((await lanes.nextDue()) ?? 0).toBeGreaterThan(50_000);
    await wake('now');
    expect(await lanes.claim('ahead', 5, 60_000)).toMatchObject([{ key: 'now' }]);
    expect(held && (await lanes.extend(held, 60_000))).toBe(true);
  } finally {
    jest.useRealTimers();
    await own.close();
  }
});

describe('a run whose claim was lost', () => {
  const draft = {
    facet: 'workflow',
    side: 'master',
    code: 'c',
    subject: 's',
    cause: 'c',
    remedy: 'r',
    print: '',
  } as const;
  const entry = {
    at: AT.toISOString(),
    kind: 'nothing',
    text: 'told',
    keys: { master: null, provider: null },
  } as const;
  const about = { connectionId: null, linkId: null, side: null, actor: null } as const;
  const writes: readonly (readonly [string, (stores: Stores, lane: LeasedLane) => Promise<unknown>])[] = [
    ['a link', async ({ links }) => links.save(aLink(contractId))],
    ['a plan', ({ plans }) => plans.drop(LANE)],
    ['an operation', ({ plans }) => plans.markFailed('plan', 'operation', 'no', AT)],
    ['handled events', ({ inbox }) => inbox.markDone(['1'], AT)],
    ['a problem', ({ problems }) => problems.open(contractId, null, draft, AT)],
    ['activity', ({ activity }) => activity.append([{ ...entry, ...about, contractId }])],
    ['a hold', ({ sites }) => sites.hold('site', AT, 'no')],
    ['a wake', ({ lanes }) => lanes.wake([{ key: 'other', kind: 'link', contractId, priority: 20 }])],
    [
      'what was written',
      ({ written }) =>
        written.noteField({
          siteId: 's',
          issueId: '1',
          fieldId: 'f',
          linkId: 'l',
          value: { print: 'p', elements: null },
        }),
    ],
  ];

  test.each(writes)('writes nothing: %s', async (_what, write) => {
    const [old, fresh] = await twoClaims();
    const before = await everything();
    const run = database.fenced(old, ALIVE);
    await expect(write(run.stores, old)).rejects.toThrow(ClaimLost);
    await expect(run.transact((stores) => write(stores, old))).rejects.toThrow(ClaimLost);
    const ended = new AbortController();
    ended.abort();
    await expect(write(database.fenced(fresh, ended.signal).stores, fresh)).rejects.toThrow(ClaimLost);
    expect(await everything()).toEqual(before);
    // The claim that stands writes.
    await write(database.fenced(fresh, ALIVE).stores, fresh);
  });

  test('that ends in the middle of a transaction: it is rolled back', async () => {
    const { link } = await linkIn(agreed, database);
    const [, fresh] = await twoClaims();
    const before = await everything();
    const ended = new AbortController();
    const work = database.fenced(fresh, ended.signal).transact(async (stores) => {
      await stores.problems.open(contractId, null, draft, AT);
      ended.abort();
      await stores.links.save({ ...link, state: 'paused' });
    });
    await expect(work).rejects.toThrow(ClaimLost);
    expect(await everything()).toEqual(before);
  });
});

test('nobody claims a lane while a transaction of its run is open, however late it is', async () => {
  const { lanes } = database.stores;
  await lanes.wake([{ key: LANE, kind: 'link', contractId, dueAt: AT, priority: 20 }]);
  const lane = await claimed('w1');
  await database.fenced(lane, ALIVE).transact(async (stores) => {
    await stores.plans.drop(LANE);
    time = later(2 * LEASE);
    expect(await lanes.claim('w2', 1, LEASE)).toEqual([]);
    // A wake is not held up by it.
    await lanes.wake([{ key: LANE, kind: 'link', contractId, dueAt: AT, priority: 10 }]);
  });
  expect(await lanes.claim('w2', 1, LEASE)).toMatchObject([{ key: LANE }]);
});

test('a link is saved on top of what the run read and of nothing else', async () => {
  const issues = { master: { id: '10077', key: 'SUP-77' }, provider: { id: '20077', key: 'DEV-77' } };
  const { link, lane } = await linkIn(agreed, database, { issues });
  await database.stores.lanes.wake([{ key: lane, kind: 'link', contractId, dueAt: AT, priority: 20 }]);
  const run = database.fenced(await claimed('w1'), ALIVE);
  const read = await run.stores.links.findByLane(lane);
  expect(read).toEqual(link);
  await run.stores.links.save({ ...link, state: 'paused' });
  await run.transact((stores) => stores.links.save({ ...link, state: 'active' }));
  // What was rolled back was not saved.
  const failed = run.transact(async (stores) => {
    await stores.links.save(link);
    throw new Error('later on');
  });
  await expect(failed).rejects.toThrow('later on');
  await run.stores.links.save({ ...link, state: 'paused' });
  await database.stores.links.save({ ...link, state: 'active' });
  await expect(run.stores.links.save({ ...link, state: 'closed' })).rejects.toThrow(StaleLink);
  expect((await database.stores.links.find(link.id))?.state).toBe('active');
});
