import { type Half } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { type PipelineDeps } from '../../src/sync/deps';
import { linkLane } from '../../src/sync/lane-key';
import { type JiraSite, type Lanes } from '../../src/sync/ports';
import { createWorker, type Worker, type WorkerSettings } from '../../src/sync/worker';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const master = (): Half => aHalf('SUP', { createOn: ['issue_created'], fields: [sends('summary', 'Title')] });

const provider = (): Half =>
  aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary')],
    },
  );

const HOUR = 60 * 60 * 1000;

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not come to pass: ${what}`);
};

describe('a worker and a lane that nobody answers for', () => {
  let world: World;
  let worker: Worker | null = null;
  const ran: (readonly string[])[] = [];
  const errors: string[] = [];

  beforeEach(async () => {
    ran.length = 0;
    errors.length = 0;
    world = await createWorld({ master: master(), provider: provider() });
    for (const site of Object.values(world.sites)) site.field({ id: 'summary', name: 'Summary' });
  });
  afterEach(async () => {
    await worker?.stop();
    worker = null;
    await world.close();
  });

  const { log } = { log: { debug: () => undefined, info: () => undefined, warn: () => undefined } };
  const start = async (deps: Partial<PipelineDeps> = {}, settings: Partial<WorkerSettings> = {}): Promise<void> => {
    const error = (_fields: unknown, message: string) => void errors.push(message);
    worker = createWorker(
      { ...world.deps, log: { ...log, error }, ...deps },
      {
        name: 'w1',
        concurrency: 8,
        leaseMs: 60_000,
        pollMs: 10,
        drainMs: 5_000,
        aloneMs: 5_000,
        maxRunMs: 60_000,
        onRunning: (keys) => void ran.push(keys),
        ...settings,
      },
    );
    await worker.start();
  };

  /** So many issues of the master, each with a lane that is due. */
  const issues = async (count: number): Promise<readonly string[]> => {
    const keys: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const { issueId } = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text(`Issue ${n}`) } });
      await world.hear('master', issueId, { event: 'jira:issue_created' });
      keys.push(linkLane({ contractId: world.contractId, origin: 'master', issueId }));
    }
    return keys;
  };

  const { lanes, problems } = {
    lanes: () => world.database.stores.lanes,
    problems: () => world.database.stores.problems.listOpen([world.contractId], 10),
  };

  /** Processes that took all that was due and died with it. */
  const deaths = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      world.now = new Date(world.now.getTime() + HOUR);
      await lanes().claim(`dead-${n}`, 100, 1_000);
      while (await lanes().claimSuspect(`dead-${n}`, 1_000));
    }
    world.now = new Date(world.now.getTime() + HOUR);
  };

  const idle = () =>
    until('nothing is left to do', async () => (await lanes().list({ limit: 100 })).every((lane) => lane.parked));

  test('suspects run alone, those without a stain beside each other, and all get through', async () => {
    const suspects = await issues(4);
    await deaths(2);
    const others = await issues(12);
    await start();
    await idle();
    expect(world.sites.provider.issues.size).toBe(16);
    for (const keys of ran.filter((each) => each.some((key) => suspects.includes(key)))) expect(keys).toHaveLength(1);
    expect(ran.some((keys) => keys.filter((key) => others.includes(key)).length > 1)).toBe(true);
    expect(await problems()).toEqual([]);
  });

  test('after five it is parked with a problem, the others go on, and "Try again" brings it back', async () => {
    const [poison = ''] = await issues(1);
    await deaths(5);
    await issues(3);
    await start();
    await idle();
    expect(world.sites.provider.issues.size).toBe(3);
    const [problem, ...more] = await problems();
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: 'lane-parked', side: 'master', linkId: null, facet: `lane:${poison}` });
    expect(problem?.cause).toContain('5 times');
    expect(problem?.cause).toContain('"Defects"');
    expect(problem?.remedy).toContain(poison);
    expect((await lanes().find(poison))?.parked).toBe(true);

    // What happens meanwhile is kept.
    const issueId = poison.split(':')[3] ?? '';
    await world.hear('master', issueId);
    expect((await lanes().find(poison))?.parked).toBe(true);
    expect(await world.database.stores.inbox.waiting(poison)).toHaveLength(2);

    await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
    await until('the issue is there', () => Promise.resolve(world.sites.provider.issues.size === 4));
    await idle();
    expect(await problems()).toEqual([]);
    expect(await lanes().find(poison)).toBeNull();
  });

  test('saving the contract anew brings it back as well; if nobody answers again, it is parked at once', async () => {
    const [poison = ''] = await issues(1);
    await deaths(5);
    await start();
    await until('it is parked', async () => (await lanes().find(poison))?.parked === true);
    await worker?.stop();
    await createActions(world.deps).contractChanged(world.contractId);
    expect(await problems()).toEqual([]);
    await deaths(1);
    await start();
    await until('it is parked again', async () => (await lanes().find(poison))?.parked === true);
    expect(await problems()).toHaveLength(1);
    expect(world.sites.provider.issues.size).toBe(0);
  });

  test('the tidying belongs to no contract: it rests for hours and comes again', async () => {
    const wake = { key: 'housekeeping', kind: 'housekeeping', contractId: null, priority: 60 } as const;
    await lanes().wake([{ ...wake, dueAt: world.now }]);
    await deaths(5);
    await start();
    await until('it rests', async () => ((await lanes().find('housekeeping'))?.waitsFor ?? null) !== null);
    const lane = await lanes().find('housekeeping');
    expect(lane).toMatchObject({ parked: false, unanswered: 0 });
    expect(Date.parse(lane?.dueAt ?? '')).toBeGreaterThanOrEqual(world.now.getTime() + 6 * HOUR);
    expect(errors).toContain('a lane is parked: nobody answers for it');
    // A process that starts does not hurry it.
    await lanes().wake([{ ...wake, dueAt: world.now }]);
    expect((await lanes().find('housekeeping'))?.dueAt).toBe(lane?.dueAt);
  });

  test('the regular look of a side is parked with a problem of that side', async () => {
    await createActions(world.deps).contractChanged(world.contractId);
    await deaths(5);
    await start();
    await until('both are parked', async () => (await problems()).length === 2);
    expect((await problems()).map(({ side, facet }) => [side, facet]).sort()).toEqual([
      ['master', `lane:sweep:project:${world.sites.master.siteId}:SUP`],
      ['provider', `lane:sweep:project:${world.sites.provider.siteId}:ACM`],
    ]);
  });

  test('a run that never ends gives its place back, and is parked in the end', async () => {
    const [poison = ''] = await issues(1);
    const poisoned = poison.split(':')[3];
    const never = new Promise<never>(() => undefined);
    const jira: PipelineDeps['jira'] = {
      ...world.deps.jira,
      on: async (siteId) => {
        const site = await world.deps.jira.on(siteId);
        const readIssue: JiraSite['readIssue'] = (id, want) =>
          id === poisoned && siteId === world.sites.master.siteId ? never : site.readIssue(id, want);
        return { ...site, readIssue };
      },
    };
    await issues(20);
    // The clock of the store goes on.
    const ticking = setInterval(() => (world.now = new Date(world.now.getTime() + 20)), 20);
    try {
      await start({ jira }, { concurrency: 2, leaseMs: 1_200, maxRunMs: 1_000, aloneMs: 2_000 });
      await until('it is parked', async () => (await lanes().find(poison))?.parked === true);
      await idle();
    } finally {
      clearInterval(ticking);
    }
    expect(world.sites.provider.issues.size).toBe(20);
    expect(await problems()).toHaveLength(1);
  });

  test('a process that ends before its lanes did blames none of them', async () => {
    const [lane = ''] = await issues(1);
    let end: (error: Error) => void = () => undefined;
    let asked = false;
    const never = new Promise<never>((_, reject) => (end = reject));
    const on = () => {
      asked = true;
      return never;
    };
    await start({ jira: { ...world.deps.jira, on } });
    await until('it runs', () => Promise.resolve(asked));
    expect((await lanes().find(lane))?.unanswered).toBe(1);
    await worker?.abandon();
    expect((await lanes().find(lane))?.unanswered).toBe(0);
    end(new Error('the test is over'));
  });

  describe('whose claim is lost', () => {
    /** Calls of the pipeline to the provider; the first waits until it is let go. */
    const held = () => {
      let letGo: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      const seen = { created: 0, after: 0, isOver: (): boolean => false };
      const jira: PipelineDeps['jira'] = {
        on: async (siteId, run) => {
          const site = await world.deps.jira.on(siteId);
          if (siteId !== world.sites.provider.siteId) return site;
          const perform: JiraSite['perform'] = async (operation, context) => {
            seen.created += 1;
            seen.isOver = () => run?.isOver() === true;
            const receipt = await site.perform(operation, context);
            await gate;
            return receipt;
          };
          const readIssue: JiraSite['readIssue'] = (id, want) => {
            seen.after += 1;
            return site.readIssue(id, want);
          };
          return { ...site, perform, readIssue };
        },
      };
      return { jira, seen, letGo };
    };

    const until1 = (seen: { readonly created: number }) =>
      until('it writes', () => Promise.resolve(seen.created === 1));

    test('to another worker: it is told to end, and what it brings home is not written', async () => {
      const [key = ''] = await issues(1);
      const { jira, seen, letGo } = held();
      let thaw: () => void = () => undefined;
      const frozen = new Promise<void>((resolve) => (thaw = resolve));
      const { stores } = world.database;
      const extend: Lanes['extend'] = (...given) => frozen.then(() => stores.lanes.extend(...given));
      const database = { ...world.database, stores: { ...stores, lanes: { ...stores.lanes, extend } } };
      await start({ jira, database }, { concurrency: 1, leaseMs: 1_500 });
      await until1(seen);
      // It stands still: its lease runs out in the store, and another takes the lane.
      world.now = new Date(world.now.getTime() + HOUR);
      const [taken] = await lanes().claim('w2', 1, HOUR);
      expect(taken?.key).toBe(key);
      expect(seen.isOver()).toBe(false);
      thaw();
      await until('it is told', () => Promise.resolve(seen.isOver()));
      const before = await world.database.stores.links.findByLane(key);
      expect(before?.issues.provider).toBeNull();
      letGo();
      await worker?.stop();
      expect(await world.database.stores.links.findByLane(key)).toEqual(before);
      expect(seen.after).toBe(0);
      if (taken) await lanes().complete(taken);
    });

    test('because it takes too long: the same', async () => {
      const [key = ''] = await issues(1);
      const { jira, seen, letGo } = held();
      await start({ jira }, { maxRunMs: 3_000 });
      await until1(seen);
      await until('it is given up', () => Promise.resolve(errors.includes('a lane ran for too long and was given up')));
      expect(seen.isOver()).toBe(true);
      const before = await world.database.stores.links.findByLane(key);
      letGo();
      await worker?.stop();
      expect(await world.database.stores.links.findByLane(key)).toEqual(before);
      expect(seen.after).toBe(0);
    });

    test('because the store was not reached in time: it ends by its own clock', async () => {
      await issues(1);
      const { jira, seen, letGo } = held();
      const { stores } = world.database;
      const away = { ...stores, lanes: { ...stores.lanes, extend: () => Promise.reject(new Error('away')) } };
      await start({ jira, database: { ...world.database, stores: away } }, { leaseMs: 5_000 });
      await until1(seen);
      await until('it is over', () => Promise.resolve(seen.isOver()));
      letGo();
    });

    test('two workers with leases that run out at once make one copy of each issue', async () => {
      await issues(6);
      const ticking = setInterval(() => (world.now = new Date(world.now.getTime() + 20)), 20);
      const slow: PipelineDeps['jira'] = {
        on: async (siteId, run) => {
          const site = await world.deps.jira.on(siteId, run);
          const readIssue: JiraSite['readIssue'] = async (id, want) => {
            await new Promise((resolve) => setTimeout(resolve, 40));
            return site.readIssue(id, want);
          };
          return { ...site, readIssue };
        },
      };
      // Its lease is shorter than a run and never extended: it loses its lanes all the time.
      const { stores } = world.database;
      const hasty = { ...stores, lanes: { ...stores.lanes, extend: () => Promise.resolve(false) } };
      await start(
        { jira: slow, database: { ...world.database, stores: hasty } },
        { name: 'hasty', concurrency: 12, leaseMs: 60 },
      );
      await until('it has all of them', async () =>
        (await lanes().list({ limit: 9 })).every((l) => l.unanswered === 1),
      );
      const first = worker?.stop();
      await start({ jira: slow }, { name: 'steady', leaseMs: 5_000 });
      try {
        await idle();
      } finally {
        clearInterval(ticking);
        await first;
      }
      expect(world.sites.provider.issues.size).toBe(6);
      const links = await world.database.stores.links.listByContract(world.contractId, null, 50);
      expect(links.map(({ state }) => state)).toEqual(Array(6).fill('active'));
    });
  });
});
