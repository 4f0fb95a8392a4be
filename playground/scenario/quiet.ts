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
