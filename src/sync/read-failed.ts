import { type ProblemDraft, type Side, SIDES, type Verdict } from '../core/model';
import { backOff, verdict } from '../core/verdict';
import { type Agreement } from './agreement';
import { type Cause, closeCauses, READING_CAUSES, openCause, siteCause } from './causes';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { later, type LaneOutcome } from './outcome';
import { JiraError, type Lane } from './ports';
import { readingFacet } from './park-lane';
import { ReadError } from './read-error';

type Lasting = Exclude<Verdict, { kind: 'retry' }>;

/** A site that refuses our token is asked again after this time, or as soon as it is installed again. */
const SUSPEND_MS = 15 * 60 * 1000;
const READ_AGAIN_MS = 5 * 60 * 1000;
/** A refusal may be a matter of a moment: a project that is being changed, an index that is being built. */
const TOLD_AFTER = 3;

const inFuture = ({ clock }: PipelineDeps, ms: number): Date => new Date(clock.now().getTime() + ms);

/** The issues could not be read: nothing was planned, the events stay. What lasts is told, once for each cause. */
export const readFailed = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  error: JiraError,
): Promise<LaneOutcome> => {
  const { failure } = error;
  const judged = verdict(failure, lane.attempt);
  const why =
    judged.kind === 'retry'
      ? `Jira could not be read: ${failure.detail}`
      : `Jira at the ${sideOf(agreement, lane, error)} could not be read; what is the matter is told to the admins there.`;
  deps.log.warn(
    { lane: lane.key, failure: failure.kind, attempt: lane.attempt, detail: safeDetail(error) },
    'an issue could not be read',
  );
  deps.metrics.count('reads_failed', { failure: failure.kind });
  if (judged.kind === 'retry' && judged.whole === 'site') await hold(deps, error, judged.afterMs, why);
  const afterMs = judged.kind === 'retry' ? judged.afterMs : await lasting(deps, agreement, lane, { error, judged });
  return later(inFuture(deps, afterMs), lane.attempt + 1, `${why} (contract "${agreement.contract.name}")`);
};

/** Words of our own; what Jira itself said of a refusal may hold issue text. */
const safeDetail = ({ failure }: JiraError): string | null =>
  failure.kind === 'malformed' || failure.kind === 'unavailable' ? failure.detail : null;

const hold = async (
  { database, clock }: PipelineDeps,
  { siteId }: JiraError,
  ms: number,
  why: string,
): Promise<void> => {
  if (siteId === undefined) return;
  await database.stores.sites.hold(siteId, new Date(clock.now().getTime() + ms), why);
};

interface Lasted {
  readonly error: JiraError;
  readonly judged: Lasting;
}

/** Tells it, and gives the time until the next look. */
const lasting = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  { error, judged }: Lasted,
): Promise<number> => {
  const side = sideOf(agreement, lane, error);
  const { kind } = error.failure;
  if (judged.kind === 'suspend') {
    await openCause(deps, agreement, siteCause(side, judged));
    await hold(deps, error, SUSPEND_MS, judged.cause);
    return SUSPEND_MS;
  }
  if (kind === 'unavailable' && !(await answers(deps, agreement, side))) {
    const afterMs = backOff(lane.attempt);
    await openCause(deps, agreement, siteCause(side, NO_ANSWER));
    await hold(deps, error, afterMs, NO_ANSWER.cause);
    return afterMs;
  }
  if (lane.attempt < TOLD_AFTER) return backOff(lane.attempt);
  const shared = sharedCause(error, side, judged);
  if (shared !== null) await openCause(deps, agreement, shared);
  else await openForIssue(deps, agreement, lane, { side, judged });
  return READ_AGAIN_MS;
};

const NO_ANSWER = {
  code: 'no-answer',
  cause: 'That Jira does not answer, or answers with errors to everything.',
  remedy: 'Nothing is lost: everything is caught up once it works again. If it lasts, look whether that Jira is up.',
};

const sideOf = ({ sites }: Agreement, lane: Lane, { siteId }: JiraError): Side =>
  SIDES.find((side) => sites[side].id === siteId) ?? parseLinkLane(lane.key).origin;

/** A regular look that is refused: webhooks still come, but what they miss is found by nobody. */
export const sweepFailed = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  side: Side,
  error: JiraError,
): Promise<void> => {
  const judged = verdict(error.failure, lane.attempt);
  if (judged.kind === 'suspend') {
    await openCause(deps, agreement, siteCause(side, judged));
    await hold(deps, error, SUSPEND_MS, judged.cause);
    return;
  }
  if (judged.kind === 'retry' || error.failure.kind === 'unavailable' || lane.attempt + 1 < TOLD_AFTER) return;
  await openCause(deps, agreement, {
    what: 'sweep',
    side,
    code: 'sweep-refused',
    subject: 'The regular look for changes',
    cause: `The ${side}'s Jira does not answer the search for changed issues, so what its webhooks miss is not found. ${judged.cause}`,
    remedy: 'Look whether the project and the issue types in your side of the contract still have these names in Jira.',
  });
};

export const sweepWorks = ({ database, clock }: PipelineDeps, contractId: string, side: Side): Promise<void> =>
  closeCauses(database.stores, contractId, clock.now(), [
    { what: 'site', side },
    { what: 'sweep', side },
  ]);

/** Whether the site answers anything at all: then it is this issue at which it fails. */
const answers = async ({ jira }: PipelineDeps, { sites, halves }: Agreement, side: Side): Promise<boolean> => {
  try {
    await (
      await jira.on(sites[side].id)
    ).checkJql(`project = "${halves[side].scope.project.replace(/["\\]/g, '\\$&')}"`);
    return true;
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return error.failure.kind !== 'unavailable' && error.failure.kind !== 'unauthorised';
  }
};

const sharedCause = (error: JiraError, side: Side, { code, cause, remedy }: Lasting): Cause | null => {
  if (!(error instanceof ReadError)) return null;
  switch (error.what) {
    case 'scope':
      return {
        what: 'scope',
        side,
        code: 'jql-refused',
        subject: 'The JQL of the scope',
        cause: `The ${side}'s Jira does not take it any more, so that nothing of this contract can be looked at there. ${cause}`,
        remedy: 'Mend the JQL in your side of the contract, or what it names in Jira: the issues follow by themselves.',
      };
    case 'catalog':
      return { what: 'catalog', side, code, subject: `The project of the ${side}`, cause, remedy };
  }
};

const draftFor = (lane: Lane, { side, judged }: { readonly side: Side; readonly judged: Lasting }): ProblemDraft => ({
  facet: readingFacet(lane),
  side,
  code: judged.code,
  subject: 'Reading the issue',
  cause: `The ${side}'s issue cannot be read, so nothing of this pair goes on. ${judged.cause}`,
  remedy: `${judged.remedy} In Jira, "id = ${parseLinkLane(lane.key).issueId}" finds the issue that the pair began with.`,
  print: judged.code,
});

const openForIssue = async (
  { database, clock }: PipelineDeps,
  { contract }: Agreement,
  lane: Lane,
  what: { readonly side: Side; readonly judged: Lasting },
): Promise<void> =>
  database.transact(async (stores) => {
    const link = await stores.links.findByLane(lane.key);
    const draft = draftFor(lane, what);
    const linkId = link?.id ?? null;
    const at = clock.now();
    const known = await stores.problems.listOpen([contract.id], 1, { linkId, code: draft.code, facet: draft.facet });
    await stores.problems.open(contract.id, linkId, draft, at);
    if (known.length > 0) return;
    const keys = { master: link?.issues.master?.key ?? null, provider: link?.issues.provider?.key ?? null };
    const about = { connectionId: contract.connectionId, contractId: contract.id, linkId, keys, actor: null };
    const text = `${draft.subject}: ${draft.cause} ${draft.remedy}`;
    await stores.activity.append([{ ...about, at: at.toISOString(), side: what.side, kind: 'problem', text }]);
  });

/** What failed before was read: whatever was told of it is over. */
export const readAgain = async (deps: PipelineDeps, { contract }: Agreement, lane: Lane): Promise<void> => {
  if (lane.attempt === 0) return;
  const { stores } = deps.database;
  await closeCauses(stores, contract.id, deps.clock.now(), READING_CAUSES);
  const open = await stores.problems.listOpen([contract.id], MOST_CODES, { facet: readingFacet(lane) });
  for (const { id } of open) await stores.problems.resolve(id, deps.clock.now());
};

const MOST_CODES = 10;
