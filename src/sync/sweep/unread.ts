import { type Side } from '../../core/model';
import { type Agreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { later, type LaneOutcome } from '../outcome';
import { JiraError, type Lane } from '../ports';
import { sweepFailed, sweepWorks } from '../read-failed';

export interface LookedFor {
  readonly agreement: Agreement;
  readonly side: Side;
}

/** Nothing was noted, so the next look finds what this one would have. What lasts is told to those it is for. */
const unread = async (
  deps: PipelineDeps,
  lane: Lane,
  those: readonly LookedFor[],
  error: JiraError,
): Promise<LaneOutcome> => {
  const { clock, log, settings } = deps;
  const { failure, siteId } = error;
  log.warn({ lane: lane.key, failure: failure.kind }, 'a sweep could not read the site');
  for (const { agreement, side } of those) {
    if (siteId === undefined || agreement.sites[side].id === siteId)
      await sweepFailed(deps, agreement, lane, side, error);
  }
  const asked = 'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0;
  const at = new Date(clock.now().getTime() + Math.max(settings.sweepIntervalMs, asked));
  return later(at, lane.attempt + 1, 'The last regular look could not read the site.');
};

/** A look, with what becomes of it where Jira fails, and the end of what was told when it works again. */
export const looking = async (
  deps: PipelineDeps,
  lane: Lane,
  those: readonly LookedFor[],
  look: () => Promise<LaneOutcome>,
): Promise<LaneOutcome> => {
  try {
    const outcome = await look();
    if (lane.attempt > 0) for (const { agreement, side } of those) await sweepWorks(deps, agreement.contract.id, side);
    return outcome;
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return unread(deps, lane, those, error);
  }
};
