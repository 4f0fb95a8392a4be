import { ISSUE } from '../../core/plan';
import { type Link, otherSide } from '../../core/model';
import { type PipelineDeps } from '../deps';
import { laneFor } from '../lane-for';
import { type BulkItem, type BulkRun, type BulkVerdict, type Stores } from '../ports';
import { ANOTHER_PAIR, AT_THE_PARTNER, DONE_SO, LEFT_ALONE, NOTHING_MADE, STILL_TRYING } from './verdicts';

/** What was asked and is not answered. */
export interface Pending {
  readonly all: number;
  /** Those that something holds up: they take no place away from others. */
  readonly stuck: number;
}

/** Failures in a row after which an issue no longer holds others up, and after which the run goes on without it. */
const STUCK_AFTER = 2;
const GIVEN_UP_AFTER = 8;

type Judged = BulkVerdict | { readonly is: 'pending'; readonly stuck: boolean };

/** Looks at what became of the lanes that were asked. What is told comes from the pairs themselves, not from the asking. */
export const collect = async ({ database: { stores }, clock }: PipelineDeps, run: BulkRun): Promise<Pending> => {
  const pending = { all: 0, stuck: 0 };
  for (const item of await stores.bulk.asked(run.id)) {
    const judged = await judge(stores, run, item);
    if (judged.is === 'pending') {
      pending.all += 1;
      pending.stuck += judged.stuck ? 1 : 0;
    } else await stores.bulk.settle(item.id, judged, clock.now());
  }
  return pending;
};

const judge = async (stores: Stores, run: BulkRun, item: BulkItem): Promise<Judged> => {
  const issueId = item.issueId ?? item.mine;
  const link = await stores.links.findByIssue(run.contractId, run.side, issueId);
  if (link !== null && link.state !== 'closed') {
    const made = await judgeLink(stores, run, item, link);
    if (made !== null) return made;
  }
  const lane = await laneFor(stores, { contractId: run.contractId, origin: run.side, issueId }, link);
  return judgeLane(stores, lane, link);
};

const judgeLink = async (stores: Stores, run: BulkRun, item: BulkItem, link: Link): Promise<BulkVerdict | null> => {
  const partner = link.issues[otherSide(run.side)];
  if (partner !== null) return item.theirsId !== null && partner.id !== item.theirsId ? ANOTHER_PAIR : DONE_SO;
  const parked = link.facets[ISSUE]?.parked ?? null;
  return parked === null ? null : wordsOf(stores, run, parked.problemId);
};

/** A problem in its own words where this side can mend it. */
const wordsOf = async (stores: Stores, { side }: BulkRun, problemId: string): Promise<BulkVerdict> => {
  const problem = await stores.problems.find(problemId);
  return problem?.side === side ? { is: 'failed', cause: problem.cause, remedy: problem.remedy } : AT_THE_PARTNER;
};

/** A pair that is being made has no event waiting any more, but a lane that will come again. */
const judgeLane = async (stores: Stores, key: string, link: Link | null): Promise<Judged> => {
  const lane = await stores.lanes.find(key);
  const attempt = lane?.attempt ?? 0;
  const open = link !== null && link.state !== 'closed';
  const rests = open ? lane === null : (await stores.inbox.waiting(key)).length === 0;
  if (rests) return NOTHING_MADE;
  if (lane?.parked === true) return LEFT_ALONE;
  if (attempt >= GIVEN_UP_AFTER) return STILL_TRYING;
  const tries = Math.max(attempt, link?.facets[ISSUE]?.trouble?.tries ?? 0);
  return { is: 'pending', stuck: tries >= STUCK_AFTER };
};
