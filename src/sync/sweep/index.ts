import { type PipelineDeps } from '../deps';
import { parseSweepLane } from '../lane-key';
import { type LaneOutcome } from '../outcome';
import { type Lane } from '../ports';
import { lookAtProject } from './project';
import { lookAtContract } from './whole';

/**
 * Looks for what webhooks missed: in each project that contracts cover, what changed since the last look; and of each
 * contract, bit by bit, every pair there is. It only wakes lanes: what is to be done, if anything, they find out by reading.
 */
export const sweep = (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  const address = parseSweepLane(lane.key);
  return address.of === 'project' ? lookAtProject(deps, lane, address) : lookAtContract(deps, lane, address.contractId);
};
