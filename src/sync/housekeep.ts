import { tidyRequests } from './bulk/tidy-requests';
import { type Chore, type PipelineDeps } from './deps';
import { HOUSEKEEPING_LANE } from './lane-key';
import { later, type LaneOutcome } from './outcome';
import { DEFAULT_TERMS, inTurn, retain, type RetentionDeps } from './retention';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

export const retentionDeps = ({ database, clock, log, settings }: PipelineDeps): RetentionDeps => ({
  stores: database.stores,
  clock,
  log,
  terms: {
    ...DEFAULT_TERMS,
    eventsMs: settings.keepHandledMs,
    activityMs: settings.keepActivityMs,
    ...settings.keep,
  },
});

/** Removes what is over or old, then does the chores. What a bounded round left goes on in a minute. */
export const housekeep = async (deps: PipelineDeps): Promise<LaneOutcome> => {
  const now = deps.clock.now().getTime();
  const { removed, more } = await retain(retentionDeps(deps));
  deps.log.info({ removed, more }, 'removed what is over or old');
  await inTurn(deps, 'requests for pairs', () => tidyRequests(deps));
  for (const chore of deps.chores ?? []) await doChore(deps, chore);
  return later(new Date(now + (more ? MINUTE_MS : HOUR_MS)), 0, 'The next tidying.');
};

/** One that fails keeps no other from its turn. */
const doChore = async ({ log }: PipelineDeps, chore: Chore): Promise<void> => {
  try {
    const counts = await chore.run();
    if (Object.values(counts).some((count) => count > 0)) log.info({ chore: chore.name, ...counts }, 'did a chore');
  } catch (error) {
    log.error({ chore: chore.name, error }, 'a chore failed');
  }
};

/** Every process asks for it at its start; there is one lane, so it runs once. */
export const scheduleHousekeeping = async ({ database }: Pick<PipelineDeps, 'database'>): Promise<void> =>
  database.stores.lanes.wake([{ key: HOUSEKEEPING_LANE, kind: 'housekeeping', contractId: null, priority: 60 }]);
