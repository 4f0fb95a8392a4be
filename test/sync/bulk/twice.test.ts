import { type BulkRequestOf } from '../../../src/sync/bulk/request';
import { forecastBulk } from '../../../src/sync/bulk/forecast';
import { text } from '../world';
import { type BulkWorld, createBulkWorld } from './bulk-world';

let world: BulkWorld;
beforeEach(async () => {
  world = await createBulkWorld();
});
afterEach(() => world.close());

const ids = (side: 'master' | 'provider') => [...world.sites[side].issues.values()].map(({ issueId }) => issueId);
const pairsOf = (...pairs: readonly (readonly [string, string])[]): BulkRequestOf => ({
  kind: 'link',
  pairs: pairs.map(([mine, theirs]) => ({ mine, theirs })),
});

/** What the forecast says beside what then comes of it, and the reasons of both. */
const forecastAndRun = async (request: BulkRequestOf) => {
  const deps = { ...world.deps, actions: { contractChanged: () => Promise.resolve() } };
  const { issues, unmatched } = await forecastBulk(deps, world.actor.master, await world.mine('master'), request);
  const run = await world.start(request);
  await world.rest();
  const failures = await world.database.stores.bulk.failures(run.id, 10);
  return {
    forecast: { issues, unmatched: unmatched.map(({ reason }) => reason) },
    run: { issues: (await world.counts(run))?.done, unmatched: failures.map(({ cause }) => cause) },
  };
};

describe('an issue that a run names twice stands in the first of its pairs', () => {
  test('by its key and by its id', async () => {
    const mine = world.issue('master', 'Same');
    const [x, y] = [world.issue('provider', 'Same'), world.issue('provider', 'Same')];
    const { forecast, run } = await forecastAndRun(pairsOf([mine, x], [ids('master')[0] ?? '', y]));
    expect(forecast).toEqual({ issues: 1, unmatched: [expect.stringContaining('named twice')] });
    expect(run).toEqual(forecast);
    expect(await world.pairs()).toEqual([`${mine}=${x}`]);
  });

  test('as the partner of two', async () => {
    const [a, b] = [world.issue('master', 'Same'), world.issue('master', 'Same')];
    const x = world.issue('provider', 'Same');
    const { forecast, run } = await forecastAndRun(pairsOf([a, x], [b, ids('provider')[0] ?? '']));
    expect(forecast).toEqual({ issues: 1, unmatched: [expect.stringContaining('named twice')] });
    expect(run).toEqual(forecast);
    expect(await world.pairs()).toEqual([`${a}=${x}`]);
  });

  test('in the fields of two', async () => {
    world.sites.master.field({ id: 'customfield_1', custom: true });
    const x = world.issue('provider', 'Same');
    const naming = () => world.issue('master', 'Same', { fields: { summary: text('Same'), customfield_1: text(x) } });
    const first = naming();
    naming();
    const { forecast, run } = await forecastAndRun({ kind: 'link', jql: 'labels = old', keyField: 'customfield_1' });
    expect(forecast.issues).toBe(1);
    expect(run).toEqual(forecast);
    expect(await world.pairs()).toEqual([`${first}=${x}`]);
  });

  test('but a pair that cannot be made keeps no other away', async () => {
    const [kept, good] = [world.issue('master', 'Kept', { secured: true }), world.issue('master', 'Same')];
    const x = world.issue('provider', 'Same');
    const { forecast } = await forecastAndRun(pairsOf([kept, x], [good, ids('provider')[0] ?? '']));
    expect(forecast.issues).toBe(1);
  });
});

describe('both halves at once', () => {
  test('that name the same pairs both hear that they are made', async () => {
    const pairs = [1, 2, 3].map(() => [world.issue('master', 'Same'), world.issue('provider', 'Same')] as const);
    const [ours, theirs] = [
      await world.start(pairsOf(...pairs)),
      await world.start(pairsOf(...pairs.map(([mine, other]) => [other, mine] as const)), 'provider'),
    ];
    await world.rest();
    for (const run of [ours, theirs]) {
      expect(await world.database.stores.bulk.failures(run.id, 10)).toEqual([]);
      expect(await world.counts(run)).toMatchObject({ total: 3, failed: 0 });
    }
    expect(await world.pairs()).toEqual(pairs.map((pair) => pair.join('=')).sort());
  });

  test('that name other pairs make one of each issue', async () => {
    const [mine, x, y] = [world.issue('master', 'A'), world.issue('provider', 'A'), world.issue('provider', 'A')];
    const ours = await world.start(pairsOf([mine, x]));
    const theirs = await world.start(pairsOf([y, mine]), 'provider');
    await world.rest();
    const done = [await world.counts(ours), await world.counts(theirs)].map((counts) => counts?.done ?? 0);
    expect(done.sort()).toEqual([0, 1]);
    expect(await world.pairs()).toHaveLength(1);
  });
});
