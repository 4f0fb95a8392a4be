import { type PipelineDeps } from '../deps';
import { refuseAll } from './agreed';
import { NOT_ANSWERED } from './verdicts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a pair may wait for an answer. */
const WAITS_MS = 30 * DAY_MS;
const BATCH = 500;

/** Requests that nobody answered are over, batch by batch. */
export const tidyRequests = async ({ database, clock }: PipelineDeps): Promise<void> => {
  const at = clock.now();
  let found: number;
  do {
    found = await database.transact(async (stores) => {
      const expired = await stores.pairRequests.expire(new Date(at.getTime() - WAITS_MS), BATCH, at);
      for (const contractId of new Set(expired.map((each) => each.contractId))) {
        const some = expired.filter((each) => each.contractId === contractId);
        await refuseAll(stores, contractId, some, NOT_ANSWERED, at);
      }
      return expired.length;
    });
  } while (found === BATCH);
};
