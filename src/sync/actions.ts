import { type Link, type Side } from '../core/model';
import { ANSWERED, answersTo } from './answer-problem';
import { causeOfProblem, causesForgotten } from './causes';
import { decisionOf } from './choices';
import { type PipelineDeps } from './deps';
import { laneFor } from './lane-for';
import { projectSweepLane, wholeSweepLane } from './lane-key';
import { laneOfProblem, parkedLanesWoken } from './park-lane';
import {
  type ActivityEntry,
  type Choice,
  type ConflictRecord,
  type LaneEvent,
  type PauseRequest,
  type PipelineActions,
  type Problem,
  type ProblemAnswer,
  type Stores,
} from './ports';
import { preview } from './preview';
import { rejoin } from './rejoin';

/** A person waits for it. */
const PERSON = 10;
const SWEEP = 50;

/** What the API may ask of the pipeline. Rights are checked by the caller; these act. */
export const createActions = (deps: PipelineDeps): PipelineActions => ({
  preview: (contractId, side, issue) => preview(deps, contractId, side, issue),
  requestCreate: (contractId, side, issueId, actor) => requestCreate(deps, contractId, side, issueId, actor),
  wakeLink: (linkId, side, actor) => ask(deps, linkId, actor, 'asked for a sync of this pair', { ask: 'look', side }),
  commentShared: (siteId, issueId) => commentShared(deps, siteId, issueId),
  setLinkPaused: (request) => setLinkPaused(deps, request),
  unlink: (linkId, actor) => ask(deps, linkId, actor, 'ended this pair', { ask: 'unlink' }),
  answerProblem: (problemId, answer, actor) => answerProblem(deps, problemId, answer, actor),
  retryProblem: (problemId, actor) => retryProblem(deps, problemId, actor),
  chooseConflict: (conflictId, choice, side, actor) => chooseConflict(deps, conflictId, choice, side, actor),
  contractChanged: (contractId) => contractChanged(deps, contractId),
});

/** A request without what every request carries. */
type Ask =
  | { readonly ask: 'look'; readonly side: Side }
  | { readonly ask: 'unlink' }
  | { readonly ask: 'pause' | 'resume'; readonly by: readonly Side[] }
  | { readonly ask: 'retry'; readonly facet: string }
  | { readonly ask: 'gone'; readonly of: Side; readonly deleted: boolean }
  | { readonly ask: 'choose'; readonly facet: string; readonly winner: Side }
  | {
      readonly ask: 'restore';
      readonly facet: string;
      readonly winner: Side;
      readonly conflict: string;
      readonly both: boolean;
    };

const wake = async (
  deps: PipelineDeps,
  stores: Stores,
  lane: string,
  contractId: string,
  siteId: string,
  hints: readonly LaneEvent[],
): Promise<void> => {
  const at = deps.clock.now();
  const id = `manual:${deps.ids.next()}`;
  await stores.inbox.add(
    hints.map((hint, index) => ({ lane, siteId, deliveryId: `${id}#${index}`, hint })),
    at,
  );
  await stores.lanes.wake([{ key: lane, kind: 'link', contractId, priority: PERSON }]);
};

const requestCreate = async (
  deps: PipelineDeps,
  contractId: string,
  side: Side,
  issueId: string,
  actor: string,
): Promise<void> => {
  if (await rejoin(deps, contractId, side, issueId, actor)) return;
  await deps.database.transact(async (stores) => {
    const contract = await stores.contracts.find(contractId);
    const connection = contract && (await stores.connections.find(contract.connectionId));
    const siteId = connection?.sites[side];
    if (!contract || !connection || !siteId) return;
    const link = await stores.links.findByIssue(contractId, side, issueId);
    const lane = await laneFor(stores, { contractId, origin: side, issueId }, link);
    await wake(deps, stores, lane, contractId, siteId, [{ side, kind: 'manual' }]);
    const text = 'Someone asked to send this issue to the partner.';
    await stores.activity.append([
      { ...entryBase(deps, actor), connectionId: connection.id, contractId, linkId: link?.id ?? null, side, text },
    ]);
  });
};

const entryBase = ({ clock }: PipelineDeps, actor: string): Pick<ActivityEntry, 'at' | 'kind' | 'keys' | 'actor'> => ({
  at: clock.now().toISOString(),
  kind: 'manual',
  keys: { master: null, provider: null },
  actor,
});

interface Address {
  readonly link: Link;
  readonly lane: string;
  readonly connectionId: string;
  readonly siteId: string;
}

const addressOf = async (stores: Stores, linkId: string): Promise<Address | null> => {
  const link = await stores.links.find(linkId);
  const lane = link && (await stores.links.laneOf(linkId));
  const contract = link && (await stores.contracts.find(link.contractId));
  const connection = contract && (await stores.connections.find(contract.connectionId));
  const siteId = link && connection?.sites[link.origin];
  return link && lane && connection && siteId ? { link, lane, connectionId: connection.id, siteId } : null;
};

const hintFor = (request: Ask, { origin }: Link): LaneEvent =>
  request.ask === 'look' ? { side: request.side, kind: 'manual' } : { kind: 'request', side: origin, ...request };

/** Puts a person's request into the link's lane, which alone writes the link. */
const askWithin = async (
  deps: PipelineDeps,
  stores: Stores,
  linkId: string,
  actor: string,
  did: string,
  request: Ask,
): Promise<void> => {
  const address = await addressOf(stores, linkId);
  if (address === null) return;
  const { link, lane, siteId, connectionId } = address;
  await wake(deps, stores, lane, link.contractId, siteId, [hintFor(request, link)]);
  const keys = { master: link.issues.master?.key ?? null, provider: link.issues.provider?.key ?? null };
  const base = { ...entryBase(deps, actor), keys, side: null, contractId: link.contractId, linkId };
  await stores.activity.append([{ ...base, connectionId, text: `Someone ${did}.` }]);
};

const ask = async (deps: PipelineDeps, linkId: string, actor: string, did: string, request: Ask): Promise<void> =>
  deps.database.transact((stores) => askWithin(deps, stores, linkId, actor, did, request));

const setLinkPaused = (deps: PipelineDeps, { linkId, sides, paused, actor }: PauseRequest): Promise<void> => {
  const did = paused ? 'paused' : 'resumed';
  const [side, other] = sides;
  const told = side && !other ? `at the ${side} ${did} this pair for their side` : `${did} this pair`;
  return ask(deps, linkId, actor, told, { ask: paused ? 'pause' : 'resume', by: sides });
};

const commentShared = async (deps: PipelineDeps, siteId: string, issueId: string): Promise<void> =>
  deps.database.transact(async (stores) => {
    const open = (await stores.links.listByIssue(siteId, issueId)).filter(({ state }) => state !== 'closed');
    for (const { id, contractId, issues } of open) {
      const lane = await stores.links.laneOf(id);
      const side = issues.master?.id === issueId ? 'master' : 'provider';
      if (lane !== null) await wake(deps, stores, lane, contractId, siteId, [{ side, kind: 'comment' }]);
    }
  });

/** In one piece: a problem that is gone while its facet stays parked would be seen by nobody again. */
const retryProblem = async (deps: PipelineDeps, problemId: string, actor: string): Promise<void> =>
  deps.database.transact(async (stores) => {
    const problem = await stores.problems.find(problemId);
    if (!problem) return;
    await stores.problems.resolve(problemId, deps.clock.now());
    const parked = laneOfProblem(problem);
    if (parked !== null) return tryLaneAgain(deps, stores, problem, parked, actor);
    const cause = causeOfProblem(problem);
    if (cause !== null) return tryCauseAgain(deps, stores, problem, cause === 'site');
    if (problem.linkId === null) return wakeSweeps(stores, problem.contractId);
    const request: Ask = { ask: 'retry', facet: problem.facet };
    await askWithin(deps, stores, problem.linkId, actor, 'asked to try a problem again', request);
  });

/** All that waits for it is due now. A site that was left alone because it let us in no more is asked at once. */
const tryCauseAgain = async (
  deps: PipelineDeps,
  stores: Stores,
  { contractId, side }: Problem,
  isOfSite: boolean,
): Promise<void> => {
  const contract = await stores.contracts.find(contractId);
  const connection = contract && (await stores.connections.find(contract.connectionId));
  const siteId = connection?.sites[side];
  if (isOfSite && siteId) await stores.sites.hold(siteId, null, null);
  await contractChangedWithin(deps, stores, contractId);
};

/** In one piece, as above. */
const answerProblem = async (
  deps: PipelineDeps,
  problemId: string,
  answer: ProblemAnswer,
  actor: string,
): Promise<void> =>
  deps.database.transact(async (stores) => {
    const problem = await stores.problems.find(problemId);
    if (!problem || problem.resolvedAt !== null || !answersTo(problem).includes(answer)) return;
    await stores.problems.resolve(problemId, deps.clock.now());
    const did = ANSWERED[answer];
    if (problem.linkId !== null) {
      const request: Ask = { ask: 'gone', of: problem.side, deleted: answer === 'deleted' };
      return askWithin(deps, stores, problem.linkId, actor, did, request);
    }
    const { contractId, side } = problem;
    const pairs = await stores.removals.answer(contractId, side, answer === 'delete' ? 'delete' : 'keep');
    for (const linkId of pairs) await askWithin(deps, stores, linkId, actor, did, { ask: 'look', side });
  });

const tryLaneAgain = async (
  deps: PipelineDeps,
  stores: Stores,
  { contractId, linkId, side, subject }: Problem,
  lane: string,
  actor: string,
): Promise<void> => {
  await stores.lanes.unpark(lane);
  const contract = await stores.contracts.find(contractId);
  const text = `Someone asked to try again what was left alone (${subject}).`;
  const about = { connectionId: contract?.connectionId ?? null, contractId, linkId, side };
  await stores.activity.append([{ ...entryBase(deps, actor), ...about, text }]);
};

const chosenWords = (choice: Choice, decided: boolean): string => {
  if (choice === 'both') return 'chose both values for a conflict';
  return decided ? `restored the ${choice}'s value of a conflict` : `chose the ${choice}'s value for a conflict`;
};

const requestFor = ({ id, facet }: ConflictRecord, choice: Choice, side: Side, decided: boolean): Ask => {
  const winner = choice === 'both' ? side : choice;
  return decided || choice === 'both'
    ? { ask: 'restore', facet, winner, conflict: id, both: choice === 'both' }
    : { ask: 'choose', facet, winner };
};

/** In one piece: what is noted as chosen can not be chosen again, so it must be on its way. */
const chooseConflict = async (
  deps: PipelineDeps,
  conflictId: string,
  choice: Choice,
  side: Side,
  actor: string,
): Promise<void> =>
  deps.database.transact(async (stores) => {
    const conflict = await stores.conflicts.find(conflictId);
    if (!conflict || !(await stores.conflicts.choose(conflictId, choice, conflict.chosen))) return;
    const decided = decisionOf(conflict) !== null;
    const request = requestFor(conflict, choice, side, decided);
    await askWithin(deps, stores, conflict.linkId, actor, chosenWords(choice, decided), request);
  });

const contractChanged = async (deps: PipelineDeps, contractId: string): Promise<void> =>
  deps.database.transact((stores) => contractChangedWithin(deps, stores, contractId));

const contractChangedWithin = async (deps: PipelineDeps, stores: Stores, contractId: string): Promise<void> => {
  const at = deps.clock.now();
  // What a saved change says of pairs that stand as they did, no search tells.
  await stores.sweeps.askWhole(contractId, at);
  await wakeSweeps(stores, contractId);
  await stores.lanes.wakeContract(contractId);
  await parkedLanesWoken(stores, contractId, at);
  await causesForgotten(stores, contractId, at);
};

const wakeSweeps = async (stores: Stores, contractId: string): Promise<void> => {
  const projects = await stores.sweeps.projectsOf(contractId);
  const lanes = [
    ...projects.map(({ siteId, project }) => ({ key: projectSweepLane(siteId, project), contractId: null })),
    { key: wholeSweepLane(contractId), contractId },
  ];
  await stores.lanes.wake(lanes.map((lane) => ({ ...lane, kind: 'sweep', priority: SWEEP })));
};
