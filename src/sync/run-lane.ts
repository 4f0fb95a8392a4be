import { bulkSlice } from './bulk/slice';
import { type PipelineDeps } from './deps';
import { housekeep } from './housekeep';
import { type LaneOutcome } from './outcome';
import { type Lane } from './ports';
import { reconcileLink } from './reconcile-link';
import { sweep } from './sweep';

export const runLane = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
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
