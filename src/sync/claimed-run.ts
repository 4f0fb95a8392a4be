import { setTimeout as wait } from 'node:timers/promises';
import { type PipelineDeps } from './deps';
import { type LaneOutcome } from './outcome';
import { ClaimLost, type LeasedLane } from './ports';
import { runLane } from './run-lane';
import { withoutContent } from './without-content';

export interface RunSettings {
  readonly leaseMs: number;
  /** No honest run takes longer: the lane is given up as one that nobody answers for. */
  readonly maxRunMs: number;
}

/** `lost`: another has the lane, or may have it. `endless`: it took too long, so that its claim was given up. */
export type RunEnd = LaneOutcome | { readonly is: 'lost' } | { readonly is: 'endless' };

/** A claim that is kept by extending it, and over for good once that fails. */
interface Claim {
  readonly signal: AbortSignal;
  /** On this process's own steady clock: after a standstill the claim is over before the store is asked. */
  readonly isOver: () => boolean;
  readonly end: () => void;
  readonly stopKeeping: () => void;
}

const keepClaim = (deps: PipelineDeps, lane: LeasedLane, leaseMs: number): Claim => {
  const { lanes } = deps.database.stores;
  const over = new AbortController();
  let sureFrom = performance.now();
  const isOver = (): boolean => {
    if (performance.now() - sureFrom >= leaseMs) over.abort();
    return over.signal.aborted;
  };
  const extend = async (): Promise<void> => {
    if (isOver()) return;
    const asked = performance.now();
    try {
      if (await lanes.extend(lane, leaseMs)) sureFrom = asked;
      else over.abort();
    } catch (error) {
      deps.log.warn({ lane: lane.key, err: withoutContent(error) }, 'a lease could not be extended');
    }
  };
  const timer = setInterval(() => void extend(), leaseMs / 3);
  return { signal: over.signal, isOver, end: () => over.abort(), stopKeeping: () => clearInterval(timer) };
};

/** What the run reads and writes, and the calls that it makes: all of it ends with the claim. */
const under = (deps: PipelineDeps, lane: LeasedLane, { signal, isOver }: Claim): PipelineDeps => ({
  ...deps,
  database: { ...deps.database, ...deps.database.fenced(lane, signal) },
  jira: { on: (siteId) => deps.jira.on(siteId, { signal, isOver }) },
});

const endOf = async (
  deps: PipelineDeps,
  lane: LeasedLane,
  claim: Claim,
  turn: () => Promise<void>,
): Promise<RunEnd> => {
  try {
    await turn();
    return await runLane(under(deps, lane, claim), lane);
  } catch (error) {
    if (error instanceof ClaimLost || claim.isOver()) return { is: 'lost' };
    throw error;
  }
};

const aborted = (signal: AbortSignal): Promise<RunEnd> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ is: 'lost' }), { once: true }));

/**
 * One run of a lane under its claim, which is kept from now on; the run begins when its turn comes. Where the claim is lost, or the run takes too long, it is told to end, no call begins
 * any more and nothing that it writes lands; its place is free without waiting for it.
 */
export const runClaimed = async (
  deps: PipelineDeps,
  lane: LeasedLane,
  { leaseMs, maxRunMs }: RunSettings,
  turn: () => Promise<void>,
): Promise<RunEnd> => {
  const claim = keepClaim(deps, lane, leaseMs);
  const enough = new AbortController();
  const endless: RunEnd = { is: 'endless' };
  try {
    const end = await Promise.race([
      endOf(deps, lane, claim, turn),
      aborted(claim.signal),
      wait(maxRunMs, endless, { ref: false, signal: enough.signal }),
    ]);
    if (end.is === 'endless') await deps.database.stores.lanes.giveUp(lane);
    return end;
  } finally {
    enough.abort();
    claim.stopKeeping();
    claim.end();
  }
};
