import { isIdle } from '../client/control';
import { readMetrics } from '../client/metrics';
import { until } from '../client/wait';
import { sitesOf, type World } from '../client/world';

/** Rounds in a row without anything under way: what one part just passed to the next is seen in the second. */
const CALM_ROUNDS = 3;

/**
 * Waits until no site has a webhook to deliver and no lane of Accord has work that is due. Lanes that wait on purpose
 * (a trigger, a retry in minutes, the next sweep) are not waited for.
 */
export async function quiet(world: World, limitMs = 120_000): Promise<void> {
  let calm = 0;
  await until(
    async () => {
      calm = (await isCalm(world)) ? calm + 1 : 0;
      return calm >= CALM_ROUNDS ? true : null;
    },
    { limitMs, everyMs: 60, what: 'quiet on all sites and in Accord' },
  );
}

async function isCalm(world: World): Promise<boolean> {
  const idle = await Promise.all(sitesOf(world).map((site) => isIdle(site.baseUrl)));
  return idle.every(Boolean) && (await lanesAtWork(world.addonUrl)) === 0;
}

async function lanesAtWork(addonUrl: string): Promise<number> {
  const metrics = await readMetrics(addonUrl);
  return (metrics.get('accord_lanes_due') ?? 0) + (metrics.get('accord_lanes_running') ?? 0);
}

/** Sweeps of this many lanes are waited for, so that each contract's sides have been looked at since. */
const SWEEP_ROUNDS = 2;
const SWEPT_SIDES = 4;
const SWEEP_LIMIT_MS = 15 * 60_000;

/** Waits until the regular look went round, and for the quiet after it. */
export async function swept(world: World): Promise<void> {
  const count = async (): Promise<number> => (await readMetrics(world.addonUrl)).get('accord_sweeps_total') ?? 0;
  const enough = (await count()) + SWEEP_ROUNDS * SWEPT_SIDES;
  await until(async () => ((await count()) >= enough ? true : null), {
    limitMs: SWEEP_LIMIT_MS,
    everyMs: 500,
    what: 'the sweep',
  });
  await quiet(world);
}
