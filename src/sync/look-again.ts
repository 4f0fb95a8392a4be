import { type Link, SIDES } from '../core/model';
import { type PipelineDeps } from './deps';
import { later, type LaneOutcome } from './outcome';

type Later = Extract<LaneOutcome, { is: 'later' }>;

const SOONEST_MS = 10 * 60 * 1000;
const LATEST_MS = 12 * 60 * 60 * 1000;

/**
 * A pair of which an issue is not seen looks again by itself, for rights that are given back cause no event: after half the
 * time that it has been out of sight, so that a short trouble ends soon and a long one costs next to nothing.
 */
export const lookAgain = ({ clock }: Pick<PipelineDeps, 'clock'>, link: Link): Later | null => {
  if (link.state !== 'active' && link.state !== 'creating') return null;
  const since = SIDES.flatMap((side) => link.unseen?.[side]?.since ?? []).sort()[0];
  if (since === undefined) return null;
  const now = clock.now().getTime();
  const wait = Math.min(Math.max((now - Date.parse(since)) / 2, SOONEST_MS), LATEST_MS);
  return later(
    new Date(now + wait),
    0,
    'An issue of this pair is not seen by Accord; it is looked for from time to time.',
  );
};
