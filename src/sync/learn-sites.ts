import { type Chore } from './deps';
import { type Log, type Site, type Sites } from './ports';

/** A bound on one round: each site that does not answer costs its time limit. */
const MOST = 50;

interface LearnSitesDeps {
  readonly sites: Pick<Sites, 'list'>;
  /** Asks a site who we are there; throws when it does not tell. */
  readonly learn: (siteId: string) => Promise<void>;
  readonly log: Log;
}

/** The account by which our own comments and files are known, and the name for people. */
const isUnknown = ({ ownAccountIds, title, state }: Site): boolean =>
  state === 'enabled' && (ownAccountIds.length === 0 || title === null);

const ownAccountFirst = (one: Site, two: Site): number => one.ownAccountIds.length - two.ownAccountIds.length;

/** What was not learned after an installation (Jira was not ready, or the process ended) is asked for again. */
export const learnSitesChore = ({ sites, learn, log }: LearnSitesDeps): Chore => ({
  name: 'learn-sites',
  run: async () => {
    const unknown = (await sites.list()).filter(isUnknown).sort(ownAccountFirst).slice(0, MOST);
    const counts = { learned: 0, failed: 0 };
    for (const { id } of unknown) {
      try {
        await learn(id);
        counts.learned += 1;
      } catch (error) {
        counts.failed += 1;
        log.warn({ siteId: id, error }, 'own account of a site not learned yet');
      }
    }
    return counts;
  },
});
