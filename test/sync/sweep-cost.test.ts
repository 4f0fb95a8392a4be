import { projectSweepLane, wholeSweepLane } from '../../src/sync/lane-key';
import { runLane } from '../../src/sync/run-lane';
import { aLink } from '../adapters/postgres/agreements';
import { aHalf, createWorld, type World } from './world';

jest.setTimeout(300_000);

const HOUR = 3_600_000;
const PAIRS = 10_000;
const DEFAULT_INTERVAL = 300_000;

let world: World;
beforeAll(async () => {
  world = await createWorld({ master: aHalf('SUP', { createOn: ['issue_created'] }), provider: aHalf('ACM') });
});
afterAll(() => world.close());

const pairUp = async (): Promise<void> => {
  const { links } = world.database.stores;
  const sites = { master: world.sites.master.siteId, provider: world.sites.provider.siteId };
  for (let count = 0; count < PAIRS; count += 1) {
    const mine = world.sites.master.create({ projectKey: 'SUP' });
    const theirs = world.sites.provider.create({ projectKey: 'ACM' });
    const link = aLink(world.contractId, {
      facets: {},
      issues: { master: { id: mine.issueId, key: mine.key }, provider: { id: theirs.issueId, key: theirs.key } },
      seen: { master: mine.updated, provider: theirs.updated },
      scopeSeen: { master: null, provider: null },
    });
    await links.insert(link, `link:${world.contractId}:master:${mine.issueId}`, sites);
  }
};

/** Runs one lane as often as it wants for so long, on a clock that is set to its next time. */
const runFor = async (key: string, ms: number, until: () => Promise<boolean>): Promise<number> => {
  const deps = {
    ...world.deps,
    settings: { ...world.deps.settings, sweepIntervalMs: DEFAULT_INTERVAL, sweepRound: 100 },
  };
  const from = world.now.getTime();
  while (world.now.getTime() - from < ms && !(await until())) {
    const dueAt = world.now.toISOString();
    const lane = {
      key,
      kind: 'sweep',
      contractId: null,
      attempt: 0,
      waitsFor: null,
      unanswered: 1,
      parked: false,
    } as const;
    const outcome = await runLane(deps, { ...lane, dueAt });
    if (outcome.is === 'done') throw new Error(`${key} is done`);
    world.now = outcome.at;
  }
  return world.now.getTime() - from;
};

const sides = () => [world.sites.master, world.sites.provider];
const points = (): number => sides().reduce((sum, site) => sum + site.points, 0);
const calls = (): number => sides().reduce((sum, site) => sum + site.calls.length, 0);

test('an idle contract of 10,000 pairs costs under 100 points an hour, and a look at all of it under 300 calls in a fortnight', async () => {
  for (const site of sides()) site.clock = () => world.now;
  await pairUp();
  world.now = new Date(world.now.getTime() + HOUR);
  const never = () => Promise.resolve(false);
  const { sweeps } = world.database.stores;
  const ended = async () => (await sweeps.findWhole(world.contractId)).endedAt !== null;
  const took = await runFor(wholeSweepLane(world.contractId), 15 * 24 * HOUR, ended);
  const whole = { calls: calls(), points: points() };
  expect(whole.calls).toBeLessThan(300);
  expect(took).toBeLessThanOrEqual(14.1 * 24 * HOUR);
  expect(took).toBeGreaterThan(13 * 24 * HOUR);
  for (const site of sides()) {
    const key = projectSweepLane(site.siteId, site.prefix);
    await runFor(key, DEFAULT_INTERVAL, never);
  }
  const before = points();
  for (const site of sides()) await runFor(projectSweepLane(site.siteId, site.prefix), 6 * HOUR, never);
  const anHour = whole.points / (took / HOUR) + (points() - before) / 6;
  expect(anHour).toBeLessThan(100);
  expect((await world.database.stores.lanes.list({ contractId: world.contractId, limit: 9 })).length).toBe(0);
});
