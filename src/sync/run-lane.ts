import { bulkSlice } from './bulk/slice';
import { type PipelineDeps } from './deps';
import { housekeep } from './housekeep';
import { laneFailed, laneWorks } from './lane-fault';
import { type LaneOutcome } from './outcome';
import { type Lane } from './ports';
import { reconcileLink } from './reconcile-link';
import { sweep } from './sweep';
import { endsRun } from './without-content';

/** What is thrown is nobody's failure but ours. Where the store is away, or the lane another's, there is nowhere to tell it. */
export const runLane = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  try {
    const outcome = await run(deps, lane);
    await laneWorks(deps, lane);
    return outcome;
  } catch (error) {
    if (endsRun(error)) throw error;
    return laneFailed(deps, lane, error);
  }
};

const run = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  switch (lane.kind) {
    case 'link':
      return reconcileLink(deps, lane);
    case 'sweep':
      return sweep(deps, lane);
    case 'bulk':
      return bulkSlice(deps, lane);
    case 'housekeeping':
      return housekeep(deps);
  }
};
