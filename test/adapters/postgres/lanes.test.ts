import { type Lane, type Lease, type WakeRequest } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { AT, empty, later } from './agreements';

let database: TestDatabase;
/** What stands in for the clock of Postgres. */
let time = AT;
beforeAll(async () => (database = await createTestDatabase({ clock: { now: () => time } })));
afterEach(async () => {
  time = AT;
  await empty(database, 'lanes');
});
afterAll(() => database.close());

const LEASE = 1000;

const wake = (key: string, over: Partial<WakeRequest> = {}) =>
  database.stores.lanes.wake([{ key, kind: 'link', contractId: 'contract-1', dueAt: AT, priority: 20, ...over }]);
/** Claims by lane and worker: what each of them has in its hands, whether or not it is over. */
const leases = new Map<string, Lease>();
const held = <T extends Lease | null>(worker: string, lease: T): T => {
  if (lease) leases.set(`${lease.key} ${worker}`, lease);
  return lease;
};
const lease = (key: string, worker: string): Lease => {
  const found = leases.get(`${key} ${worker}`);
  if (!found) throw new Error(`${worker} never had ${key}`);
  return found;
};
const claim = async (worker = 'w1', at = AT, limit = 10) => {
  time = at;
  return (await database.stores.lanes.claim(worker, limit, LEASE)).map((each) => held(worker, each));
};
const complete = (key: string, worker: string) => database.stores.lanes.complete(lease(key, worker));
const postpone = (key: string, worker: string, at: Date, attempt: number, why: string) =>
  database.stores.lanes.postpone(lease(key, worker), at.getTime() - time.getTime(), attempt, why);
const extend = (key: string, worker: string, until: Date) =>
  database.stores.lanes.extend(lease(key, worker), until.getTime() - time.getTime());
const keys = (lanes: readonly Lane[]) => lanes.map(({ key }) => key);
const claimKeys = async (...args: Parameters<typeof claim>) => keys(await claim(...args));
const find = (key: string) => database.stores.lanes.find(key);

describe('claiming', () => {
  test('by priority, then by due time; what is not due stays', async () => {
    await wake('late', { dueAt: later(2) });
    await wake('early', { dueAt: later(1) });
    await wake('sweep', { priority: 50, dueAt: later(-100) });
    await wake('person', { priority: 10, dueAt: later(3) });
    await wake('future', { priority: 10, dueAt: later(100) });
    expect(await claimKeys('w1', later(10), 3)).toEqual(['person', 'early', 'late']);
    expect(await claimKeys('w1', later(10))).toEqual(['sweep']);
    expect(await claimKeys('w1', later(99))).toEqual([]);
    expect(await claimKeys('w1', later(100))).toEqual(['future']);
  });

  test('gives the lane as it is', async () => {
    await wake('a');
    expect(await claim()).toEqual([
      {
        key: 'a',
        kind: 'link',
        contractId: 'contract-1',
        attempt: 0,
        dueAt: AT.toISOString(),
        waitsFor: null,
        unanswered: 1,
        parked: false,
        token: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    ]);
  });

  test('a lane goes to one claimer', async () => {
    for (let n = 0; n < 30; n += 1) await wake(`lane-${n}`);
    const claimed = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((worker) => claimKeys(worker, AT, 7)));
    const all = claimed.flat();
    expect(all).toHaveLength(30);
    expect(new Set(all).size).toBe(30);
  });

  test('a lease that ran out is free again, and its worker has no more say', async () => {
    await wake('a');
    await claim('dead');
    expect(await claimKeys('w2', later(LEASE - 1))).toEqual([]);
    expect(await claimKeys('w2', later(LEASE))).toEqual(['a']);
    await complete('a', 'dead');
    await postpone('a', 'dead', later(9999), 3, 'no');
    expect(await extend('a', 'dead', later(9999))).toBe(false);
    expect(await find('a')).toMatchObject({ attempt: 0, waitsFor: null });
    expect(await claimKeys('w3', later(LEASE + 1))).toEqual([]);
    await complete('a', 'w2');
    expect(await find('a')).toBeNull();
  });

  test('an extended lease holds longer', async () => {
    await wake('a');
    await claim();
    expect(await extend('a', 'w1', later(5000))).toBe(true);
    expect(await claimKeys('w2', later(4999))).toEqual([]);
    expect(await claimKeys('w2', later(5000))).toEqual(['a']);
  });
});

describe('claims that nobody answers', () => {
  const suspect = async (worker = 'w1', at = AT) => {
    time = at;
    return held(worker, await database.stores.lanes.claimSuspect(worker, LEASE));
  };
  /** The process dies with it, so many times. */
  const dies = async (times: number, from = 0): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      const at = later((from + n) * LEASE);
      if ((await claimKeys('dead', at)).length === 0) await suspect('dead', at);
    }
  };

  test('are counted, and each answer ends the count', async () => {
    for (const answer of ['complete', 'postpone', 'woken meanwhile'] as const) {
      await wake('a');
      await dies(1);
      expect(await claim('w2', later(LEASE))).toMatchObject([{ unanswered: 2 }]);
      if (answer === 'woken meanwhile') await wake('a');
      if (answer === 'postpone') await postpone('a', 'w2', AT, 0, 'x');
      else await complete('a', 'w2');
      if (answer === 'complete') await wake('a');
      expect(await find('a')).toMatchObject({ unanswered: 0 });
      await empty(database, 'lanes');
    }
  });

  test('from the second on it is a suspect: claimed alone, the one that waits longest first', async () => {
    await wake('guilty');
    await wake('innocent', { dueAt: later(1) });
    await dies(2, 1);
    await wake('fresh');
    const at = later(10 * LEASE);
    expect(await claimKeys('w2', at)).toEqual(['fresh']);
    expect(await suspect('w2', at)).toMatchObject({ key: 'guilty', unanswered: 3 });
    expect(await suspect('w3', at)).toMatchObject({ key: 'innocent', unanswered: 3 });
    expect(await suspect('w4', at)).toBeNull();
    await complete('innocent', 'w3');
    expect(await find('innocent')).toBeNull();
  });

  test('a suspect that is not due is not claimed, and no idle worker is woken for it', async () => {
    await wake('a');
    await dies(2);
    expect(await suspect('w2', later(LEASE))).toBeNull();
    expect(await database.stores.lanes.nextDue()).toBeNull();
  });

  test('one suspect goes to one claimer', async () => {
    await wake('a');
    await dies(2);
    const at = later(5 * LEASE);
    const claimed = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => suspect(worker, at)));
    expect(claimed.filter((lane) => lane !== null)).toHaveLength(1);
  });

  test('a worker that ends on its own account blames none of its lanes, and no lane of others', async () => {
    await wake('a');
    await claim('leaving');
    await wake('b');
    await claim('staying');
    await database.stores.lanes.excuse('leaving');
    expect(await find('a')).toMatchObject({ unanswered: 0 });
    expect(await find('b')).toMatchObject({ unanswered: 1 });
    expect(await claimKeys('w2', later(LEASE - 1))).toEqual([]);
    expect(await claimKeys('w2', later(LEASE))).toEqual(expect.arrayContaining(['a']));
  });

  describe('parked', () => {
    const parked = async () => {
      await wake('a');
      await dies(5);
      expect(await suspect('w1', later(9 * LEASE))).toMatchObject({ unanswered: 6 });
      expect(await database.stores.lanes.park(lease('a', 'w1'), 'It is left alone.')).toBe(true);
    };
    const AFTER = later(365 * 24 * 3600 * 1000);

    test('no claim and no wake brings it back; it says why', async () => {
      await parked();
      await wake('a', { priority: 10 });
      expect(await find('a')).toMatchObject({ parked: true, waitsFor: 'It is left alone.' });
      expect(await claimKeys('w2', AFTER)).toEqual([]);
      expect(await suspect('w2', AFTER)).toBeNull();
      expect(await database.stores.lanes.nextDue()).toBeNull();
      time = AFTER;
      expect(await database.stores.lanes.counts()).toEqual({ running: 0, due: 0 });
    });

    test('only who has it can park it', async () => {
      await wake('a');
      await claim('w1');
      await claim('w2', later(LEASE));
      expect(await database.stores.lanes.park(lease('a', 'w1'), 'no')).toBe(false);
      expect(await find('a')).toMatchObject({ parked: false });
    });

    test.each(['a person', 'a change of the contract'])('%s brings it back, for one claim alone', async (who) => {
      await parked();
      const { lanes } = database.stores;
      time = later(10 * LEASE);
      if (who === 'a person') await lanes.unpark('a');
      else await lanes.wakeContract('contract-1');
      expect(await find('a')).toMatchObject({ parked: false, unanswered: 4, waitsFor: null });
      expect(await claimKeys('w2', later(10 * LEASE))).toEqual([]);
      expect(await suspect('w2', later(10 * LEASE))).toMatchObject({ key: 'a', unanswered: 5 });
      await complete('a', 'w2');
      expect(await find('a')).toBeNull();
    });

    test('to bring back what is not parked changes nothing', async () => {
      await wake('a');
      await database.stores.lanes.unpark('a');
      expect(await find('a')).toMatchObject({ unanswered: 0 });
    });
  });
});

describe('waking', () => {
  test('many wakes are one lane, at the earliest time and the highest priority', async () => {
    await wake('a', { dueAt: later(50), priority: 40 });
    await wake('a', { dueAt: later(20), priority: 50 });
    await wake('a', { dueAt: later(70), priority: 20 });
    await wake('b', { dueAt: later(20), priority: 30 });
    expect((await find('a'))?.dueAt).toBe(later(20).toISOString());
    expect(await claimKeys('w1', later(20))).toEqual(['a', 'b']);
  });

  test('the same lane twice in one call', async () => {
    const request = { key: 'a', kind: 'link', contractId: null, dueAt: later(5), priority: 40 } as const;
    await database.stores.lanes.wake([request, { ...request, dueAt: later(2) }, { ...request, priority: 10 }]);
    expect((await find('a'))?.dueAt).toBe(later(2).toISOString());
    await database.stores.lanes.wake([]);
  });

  test('while it runs: it stays due once more, at the time of that wake', async () => {
    await wake('a');
    await claim();
    await wake('a', { dueAt: later(30) });
    await wake('a', { dueAt: later(40) });
    expect(await claimKeys('w2', later(50))).toEqual([]);
    await complete('a', 'w1');
    expect(await claimKeys('w2', later(29))).toEqual([]);
    expect(await claimKeys('w2', later(30))).toEqual(['a']);
    await complete('a', 'w2');
    expect(await find('a')).toBeNull();
  });

  test('while it runs: the priority is that of the new wake', async () => {
    await wake('a', { priority: 10 });
    await claim();
    await wake('a', { priority: 50 });
    await wake('b', { priority: 20 });
    await complete('a', 'w1');
    expect(await claimKeys()).toEqual(['b', 'a']);
  });

  test('while it runs for a process that died: the lease still decides', async () => {
    await wake('a');
    await claim('dead');
    await wake('a', { dueAt: later(99_999) });
    expect(await claimKeys('w2', later(LEASE))).toEqual(['a']);
  });

  test('clears a wait, but does not shorten a back-off', async () => {
    await wake('holds');
    await wake('fails');
    await claim();
    await postpone('holds', 'w1', later(500), 0, 'The partner has not enabled its half.');
    await postpone('fails', 'w1', later(500), 2, 'Jira was not reachable.');
    expect(await find('holds')).toMatchObject({ waitsFor: 'The partner has not enabled its half.' });
    await wake('holds', { dueAt: later(10) });
    await wake('fails', { dueAt: later(10) });
    expect(await find('holds')).toMatchObject({ dueAt: later(10).toISOString(), waitsFor: null, attempt: 0 });
    const failing = { dueAt: later(500).toISOString(), waitsFor: 'Jira was not reachable.', attempt: 2 };
    expect(await find('fails')).toMatchObject(failing);
    expect(await claimKeys('w1', later(499))).toEqual(['holds']);
    expect(await claim('w1', later(500))).toMatchObject([failing]);
  });

  test('a person ends a back-off and every other wait, for one run', async () => {
    await wake('fails');
    await claim();
    await postpone('fails', 'w1', later(900_000), 9, 'Jira was not reachable.');
    await wake('fails', { dueAt: later(10), priority: 10 });
    expect(await find('fails')).toMatchObject({ dueAt: later(10).toISOString(), waitsFor: null, attempt: 0 });
    await wake('other', { dueAt: later(5) });
    expect(await claimKeys('w1', later(10), 1)).toEqual(['fails']);
    await postpone('fails', 'w1', later(20), 1, 'Jira was not reachable.');
    expect(await claimKeys('w1', later(20), 1)).toEqual(['other']);
  });

  test('a person is heard by a run that fails, although it was asked while the lane ran', async () => {
    await wake('fails');
    await claim();
    await wake('fails', { dueAt: later(5) });
    await wake('fails', { dueAt: later(6), priority: 10 });
    await postpone('fails', 'w1', later(900_000), 1, 'Jira was not reachable.');
    expect(await find('fails')).toMatchObject({ dueAt: later(5).toISOString(), waitsFor: null });
    expect(await claimKeys('w2', later(6))).toEqual(['fails']);
  });

  test('what a transaction rolled back did not wake', async () => {
    const failed = database.transact(async ({ lanes }) => {
      await lanes.wake([{ key: 'a', kind: 'link', contractId: null, dueAt: AT, priority: 20 }]);
      throw new Error('later on');
    });
    await expect(failed).rejects.toThrow('later on');
    expect(await find('a')).toBeNull();
  });
});

describe('after a run', () => {
  test('complete resets the attempts of a lane that stays', async () => {
    await wake('a');
    await claim();
    await postpone('a', 'w1', later(10), 3, 'Jira was not reachable.');
    await claim('w1', later(10));
    await wake('a', { dueAt: later(20) });
    await complete('a', 'w1');
    expect(await find('a')).toMatchObject({ attempt: 0, waitsFor: null, dueAt: later(20).toISOString() });
  });

  test('a wait is not entered when a wake came meanwhile: it may be what the lane waits for', async () => {
    await wake('a');
    await claim();
    await wake('a', { dueAt: later(5) });
    await postpone('a', 'w1', later(5000), 0, 'The contract is disabled.');
    expect(await find('a')).toMatchObject({ dueAt: later(5).toISOString(), waitsFor: null });
  });

  test('a back-off is entered all the same', async () => {
    await wake('a');
    await claim();
    await wake('a', { dueAt: later(5) });
    await postpone('a', 'w1', later(5000), 1, 'Jira was not reachable.');
    expect(await find('a')).toMatchObject({ dueAt: later(5000).toISOString(), attempt: 1 });
  });
});

describe('waking a contract', () => {
  test('ends every wait of its lanes, back-offs too, and nobody else’s', async () => {
    const { lanes } = database.stores;
    await wake('holds');
    await wake('fails');
    await wake('runs');
    await wake('other', { contractId: 'contract-2' });
    await claim();
    await postpone('holds', 'w1', later(500), 0, 'disabled');
    await postpone('fails', 'w1', later(500), 2, 'not reachable');
    await postpone('other', 'w1', later(500), 0, 'disabled');
    time = later(7);
    expect(await lanes.wakeContract('contract-1')).toBe(3);
    for (const key of ['holds', 'fails']) {
      expect(await find(key)).toMatchObject({ dueAt: later(7).toISOString(), waitsFor: null, attempt: 0 });
    }
    expect(await find('other')).toMatchObject({ waitsFor: 'disabled' });
    expect((await claimKeys('w2', later(7))).sort()).toEqual(['fails', 'holds']);
    await complete('runs', 'w1');
    expect(await claimKeys('w2', later(7))).toEqual(['runs']);
  });
});

describe('looking', () => {
  test('lists lanes by due time, of one contract or of all', async () => {
    const { lanes } = database.stores;
    await wake('b', { dueAt: later(2) });
    await wake('a', { dueAt: later(3) });
    await wake('c', { dueAt: later(1), contractId: 'contract-2' });
    expect(keys(await lanes.list({ limit: 10 }))).toEqual(['c', 'b', 'a']);
    expect(keys(await lanes.list({ limit: 2 }))).toEqual(['c', 'b']);
    expect(keys(await lanes.list({ contractId: 'contract-1', limit: 10 }))).toEqual(['b', 'a']);
  });

  test('the next due time is that of a waiting lane, or the end of a lease', async () => {
    const { lanes } = database.stores;
    expect(await lanes.nextDue()).toBeNull();
    await wake('a');
    await wake('b', { dueAt: later(LEASE + 5) });
    expect(await lanes.nextDue()).toBe(0);
    await claim('w1', later(3));
    expect(await lanes.nextDue()).toBe(LEASE);
    await complete('a', 'w1');
    expect(await lanes.nextDue()).toBe(LEASE + 2);
  });
});
