import { type Contract, type ProblemDraft } from '../core/model';
import { type PipelineDeps } from './deps';
import { later, type LaneOutcome } from './outcome';
import { LANE_FAULT, laneFacet, type Subject, subjectOf, tellOfLane } from './park-lane';
import { type Lane } from './ports';
import { withoutContent } from './without-content';

const BASE_MS = 5_000;
const CAP_MS = 15 * 60 * 1000;
/** Failures in a row after which it is told and left alone for hours: about five minutes. */
export const FAULT_TRIES = 6;
const REST_MS = 6 * 60 * 60 * 1000;

const draftFor = (lane: Lane, { side, subject, what }: Subject, { name }: Contract): ProblemDraft => ({
  facet: laneFacet(lane),
  side,
  code: LANE_FAULT,
  subject,
  cause:
    `Accord failed at ${what} in the contract "${name}" ${FAULT_TRIES} times in a row, through a fault of its own. ` +
    'Everything else goes on; what happens to it meanwhile is kept.',
  remedy: `Accord tries it again by itself every few hours. Give this to whoever runs Accord: ${lane.key}`,
  print: lane.key,
});

/** A run that ended in a fault of our own which no facet answers for: it comes again ever more slowly, then it is told. */
export const laneFailed = async (deps: PipelineDeps, lane: Lane, error: unknown): Promise<LaneOutcome> => {
  const { log, clock } = deps;
  log.error({ lane: lane.key, attempt: lane.attempt, err: withoutContent(error) }, 'a lane stopped on a fault of ours');
  const attempt = lane.attempt + 1;
  const isTold = attempt >= FAULT_TRIES && (await tell(deps, lane, attempt === FAULT_TRIES));
  const afterMs = isTold ? REST_MS : Math.min(BASE_MS * 2 ** lane.attempt, CAP_MS);
  const at = new Date(clock.now().getTime() + afterMs);
  return later(at, attempt, 'Accord met a fault of its own and tries again.');
};

/** False where nobody is concerned: no contract. */
const tell = async ({ database, clock }: PipelineDeps, lane: Lane, isNew: boolean): Promise<boolean> => {
  const subject = await subjectOf(database.stores, lane);
  const contract = subject && (await database.stores.contracts.find(subject.contractId));
  if (!subject || !contract) return false;
  const draft = draftFor(lane, subject, contract);
  if (isNew) await database.transact((stores) => tellOfLane(stores, contract, subject, draft, clock.now()));
  else await database.stores.problems.open(contract.id, subject.linkId, draft, clock.now());
  return true;
};

/** It works again. */
export const laneWorks = async ({ database: { stores }, clock }: PipelineDeps, lane: Lane): Promise<void> => {
  if (lane.attempt < FAULT_TRIES) return;
  const contractId = lane.contractId ?? (await subjectOf(stores, lane))?.contractId;
  if (contractId === undefined) return;
  const open = await stores.problems.listOpen([contractId], 2, { code: LANE_FAULT, facet: laneFacet(lane) });
  for (const { id } of open) await stores.problems.resolve(id, clock.now());
};
