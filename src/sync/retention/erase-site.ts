import { type Site, type Stores } from '../ports';
import { newRound } from './batches';
import { type RetentionDeps } from './forget';
import { purgeSite } from './purge';

export interface EraseDeps extends RetentionDeps {
  /** Waits a moment. */
  readonly pause: (ms: number) => Promise<void>;
}

const hostOf = (url: string): string => new URL(url).host.toLowerCase();

/** By our id or by the host of its address. Null where no site, or more than one, is meant. */
export const findSiteBy = async ({ sites }: Pick<Stores, 'sites'>, idOrHost: string): Promise<Site | null> => {
  const wanted = idOrHost.trim().toLowerCase();
  const found = (await sites.list()).filter(
    ({ id, baseUrl, displayUrl }) => id === wanted || hostOf(baseUrl) === wanted || hostOf(displayUrl) === wanted,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
};

const LOOK_MS = 500;
const MOST_LOOKS = 240;

/** Work that was under way when the site was switched off comes to its end, or its lease does. */
const untilAtRest = async ({ stores, clock, pause }: EraseDeps, siteId: string): Promise<void> => {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (!(await stores.retention.isAtWork(siteId, clock.now()))) return;
    await pause(LOOK_MS);
  }
  throw new Error('Accord is still at work for this site. Nothing was removed yet. Run the command again.');
};

/**
 * Removes everything of a site now, beside a running add-on: it is switched off first, so that nothing new begins. A run
 * that was cut short is finished by the next one, or by the tidying.
 */
export const eraseSite = async (deps: EraseDeps, site: Site): Promise<number> => {
  const { stores, clock } = deps;
  if (site.state !== 'uninstalled') await stores.sites.setState(site.id, 'uninstalled');
  await untilAtRest(deps, site.id);
  if (!(await stores.retention.disown(site.id, new Date(clock.now().getTime() + 1)))) {
    throw new Error('The site was installed again meanwhile. Nothing was removed. Run the command again.');
  }
  const round = newRound();
  const over = new Set([site.id]);
  while (!(await purgeSite(deps, round, site, over)));
  return round.removed;
};
