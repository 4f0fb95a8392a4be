import { type PipelineDeps } from './deps';
import { HOUSEKEEPING_LANE } from './lane-key';
import { later, type LaneOutcome } from './outcome';

const HOUR_MS = 60 * 60 * 1000;

/** Forgets what was handled long ago. */
export const housekeep = async (deps: PipelineDeps): Promise<LaneOutcome> => {
  const { stores } = deps.database;
  const now = deps.clock.now().getTime();
  const handled = new Date(now - deps.settings.keepHandledMs);
  const inbox = await stores.inbox.forgetBefore(handled);
  const plans = await stores.plans.forgetBefore(handled);
  const activity = await stores.activity.forgetBefore(new Date(now - deps.settings.keepActivityMs));
  deps.log.info({ inbox, plans, activity }, 'forgot what was handled long ago');
  return later(new Date(now + HOUR_MS), 0, 'The next tidying.');
};

/** Every process asks for it at its start; there is one lane, so it runs once. */
export const scheduleHousekeeping = async ({ database, clock }: PipelineDeps): Promise<void> =>
  database.stores.lanes.wake([
    { key: HOUSEKEEPING_LANE, kind: 'housekeeping', contractId: null, dueAt: clock.now(), priority: 60 },
  ]);
