import { facetsOf, ISSUE, nextTry, plan as makePlan } from '../core/plan';
import { type Link, type Operation, type PerSide, type Plan, type Side, type SideState } from '../core/model';
import { loadAgreement, type Agreement } from './agreement';
import { applyPlan } from './apply';
import { type PipelineDeps } from './deps';
import { brakeRemovals } from './removal-brake';
import { lookAgain } from './look-again';
import { withoutAnswered } from './answered';
import { explain } from './explain';
import { filesWait, noteFilePatterns } from './file-patterns';
import { joinLink } from './join-link';
import { parseLinkLane } from './lane-key';
import { openLink } from './open-link';
import { DONE, later, type LaneOutcome, UNTIL_WOKEN_MS } from './outcome';
import { parentsComing } from './parents-coming';
import { parkWithProblem, versionsOf } from './park';
import { crossedWithProblem, noteCrossed } from './people/crossed';
import { planInput } from './plan-input';
import { type InboxEvent, JiraError, type Lane } from './ports';
import { park } from '../core/settle';
import { asksForSync, hintsIn, joinsIn, takeRequests, withoutRequests } from './requests';
import { type Applied } from './meet-failure';
import { noteReading, openSides, readBoth, type SidesRead } from './read-sides';
import { backOff } from '../core/verdict';
import { readAgain, readFailed } from './read-failed';
import { withoutContent } from './without-content';

/**
 * Brings one link to rest: takes all waiting events of its lane together, reads both issues, plans, stores the plan and
 * the handled events in one transaction, applies, settles (design, section 3).
 */
export const reconcileLink = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  const { stores } = deps.database;
  const { contractId } = parseLinkLane(lane.key);
  const asked = await takeRequests(deps, lane);
  const state = await loadAgreement(stores, contractId);
  if (state.is === 'over') return dropEvents(deps, lane);
  if (state.is === 'waiting') return later(inFuture(deps, UNTIL_WOKEN_MS), 0, state.why);
  const held = heldSite(deps, state.agreement);
  if (held) return held;
  try {
    const outcome = await runPasses(deps, state.agreement, lane, asked);
    await readAgain(deps, state.agreement, lane);
    return outcome;
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return readFailed(deps, state.agreement, lane, error);
  }
};

const inFuture = ({ clock }: PipelineDeps, ms: number): Date => new Date(clock.now().getTime() + ms);

const dropEvents = async ({ database, clock }: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  const events = await database.stores.inbox.waiting(lane.key);
  await database.stores.inbox.markDone(ids(events), clock.now());
  return DONE;
};

const ids = (events: readonly InboxEvent[]): readonly string[] => events.map(({ id }) => id);

/** A site that is over its quota or refuses our token: its lanes wait without asking. */
const heldSite = ({ clock }: PipelineDeps, { sites }: Agreement): LaneOutcome | null => {
  for (const site of [sites.master, sites.provider]) {
    const until = site.heldUntil === null ? null : new Date(site.heldUntil);
    if (until && until > clock.now()) return later(until, 0, site.heldReason ?? 'The site asked us to wait.');
  }
  return null;
};

/** Passes follow one another until a plan has nothing to do and no event came in meanwhile. */
const runPasses = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  asked: boolean,
): Promise<LaneOutcome> => {
  for (let pass = 0; pass < deps.settings.maxPasses; pass += 1) {
    const again = pass === 0 ? asked : await takeRequests(deps, lane);
    if (again) await forgetSites(deps, agreement);
    const result = await onePass(deps, agreement, lane, pass);
    if (result.is !== 'again') return result.outcome;
  }
  return later(inFuture(deps, REST_MS), 0, 'The link does not come to rest; it is looked at again in a minute.');
};

const REST_MS = 60 * 1000;

/** This process is the one that looks: what it remembers of fields, options and users may be what was just mended. */
const forgetSites = async ({ jira }: PipelineDeps, { sites }: Agreement): Promise<void> => {
  for (const { id } of [sites.master, sites.provider]) (await jira.on(id)).forget();
};

type PassResult = { readonly is: 'again' } | { readonly is: 'over'; readonly outcome: LaneOutcome };

const AGAIN: PassResult = { is: 'again' };
const over = (outcome: LaneOutcome): PassResult => ({ is: 'over', outcome });

const onePass = async (deps: PipelineDeps, agreement: Agreement, lane: Lane, pass: number): Promise<PassResult> => {
  const { stores } = deps.database;
  const events = withoutRequests(await stores.inbox.waiting(lane.key));
  if (asksForSync(events)) await forgetSites(deps, agreement);
  const open = await openSides(deps, agreement);
  const found = await stores.links.findByLane(lane.key);
  const begun = found ? { link: found } : await begin(deps, agreement, open, lane, events);
  if (!begun) return over(DONE);
  const { link, read = await readBoth(deps, agreement, link, open) } = begun;
  if (await parentsComing(deps, agreement, link, read, lane.attempt)) return over(afterParents(deps, lane));
  const hints = hintsIn(events);
  const input = await planInput(deps, agreement, noteReading(link, agreement, read.now), read, hints);
  const plan = await brakeRemovals(deps, agreement, link, makePlan({ ...input, ...askingAfter(deps) }));
  noteFaults(deps, link, plan);
  const planId = deps.ids.next();
  const stored = await storePlan(deps, agreement, lane, planId, plan, link, read.now, events, pass);
  if (plan.operations.length === 0) return over(atRest(deps, agreement, stored));
  const applied = await applyPlan({ deps, agreement, read, planId }, plan, stored);
  return finish(deps, agreement, lane, plan, applied);
};

const askingAfter = ({ settings: { askGoneAfterMs } }: PipelineDeps): { askGoneAfterMs?: number } =>
  askGoneAfterMs === undefined ? {} : { askGoneAfterMs };

/** Something may wait for its time; a wake finds the lane due at once, for it failed at no reading. */
const atRest = (deps: PipelineDeps, agreement: Agreement, link: Link): LaneOutcome => {
  const next = nextTry(link, deps.clock.now().toISOString());
  const look = lookAgain(deps, link);
  if (look !== null && (next === null || look.at.toISOString() < next)) return look;
  if (next !== null) return later(new Date(next), 0, 'What could not be delivered is tried again then.');
  return filesWait(agreement, link)
    ? later(inFuture(deps, UNTIL_WOKEN_MS), 0, 'Files wait until a pattern for file names is mended.')
    : DONE;
};

/** A pair for an issue that has none: with an issue that the partner has, or with one that is to be created. */
const begin = async (
  deps: PipelineDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  lane: Lane,
  events: readonly InboxEvent[],
): Promise<{ readonly link: Link; readonly read?: SidesRead } | null> => {
  const { joins, others } = joinsIn(events);
  const joined = await joinLink(deps, agreement, open, lane, joins);
  if (joined) return joined;
  const link = await openLink(deps, agreement, open, lane, others);
  return link && { link };
};

/** The events stay: nothing was planned. */
const afterParents = (deps: PipelineDeps, { attempt }: Lane): LaneOutcome =>
  later(inFuture(deps, backOff(attempt)), attempt + 1, 'It waits for its parent, which is being created as well.');

/** The plan, the link and the handled events go into the store together, or not at all. */
const storePlan = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  planId: string,
  plan: Plan,
  before: Link,
  now: PerSide<SideState>,
  events: readonly InboxEvent[],
  pass: number,
): Promise<Link> =>
  deps.database.transact(async (stores) => {
    const at = deps.clock.now();
    let link: Link = { ...plan.link, facets: { ...plan.link.facets, ...plan.baseline } };
    await stores.plans.drop(lane.key);
    for (const facet of mendedBy(plan, before)) await stores.problems.resolveFacet(link.id, facet, at);
    if (plan.operations.length > 0) await stores.plans.store(planId, lane.key, link.id, plan, at);
    if (isNewsOfIssue(plan)) await stores.problems.resolveFacet(link.id, ISSUE, at);
    for (const draft of plan.problems) {
      link = await parkWithProblem(stores, agreement, link, draft, at);
      await noteCrossed(stores.peopleSeen, agreement, crossedWithProblem(agreement, now, draft), at);
    }
    const conflicts = await withoutAnswered(stores, link.id, plan.conflicts);
    for (const draft of conflicts) {
      const conflictId = await stores.conflicts.record(agreement.contract.id, link.id, draft, at);
      if (draft.winner === null && draft.park !== undefined) {
        link = park(link, draft.facet, conflictId, draft.park, versionsOf(agreement.contract.versions));
      }
    }
    await stores.links.save(link);
    await stores.inbox.markDone(ids(events), at);
    await noteFilePatterns(stores, agreement, at);
    await stores.activity.append(explain(agreement, link, { ...plan, conflicts }, hintsIn(events), pass, at));
    return link;
  });

/** Facets that waited and have nothing left to wait for, at least not under that name. */
const mendedBy = (
  { baseline, link, operations, resting = [], renamed = [] }: Plan,
  before: Link,
): readonly string[] => {
  const going = new Set([...operations.flatMap(facetsOf), ...resting]);
  const isMended = (key: string): boolean => (baseline[key] ?? link.facets[key])?.parked === null && !going.has(key);
  return [...Object.keys(before.facets).filter((key) => before.facets[key]?.parked && isMended(key)), ...renamed];
};

const noteFaults = ({ log }: PipelineDeps, { id }: Link, { faults = [] }: Plan): void => {
  for (const { facet, error } of faults) {
    log.error(
      { linkId: id, facet: facet.split(':')[0], err: withoutContent(error) },
      'a facet could not be planned through a fault of ours',
    );
  }
};

/** What stood on the issue as a whole is over, or something else takes its place. */
const isNewsOfIssue = ({ problems, link }: Plan): boolean =>
  problems.some(({ facet }) => facet === ISSUE) || link.state === 'closed';

const finish = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  plan: Plan,
  applied: Applied,
): Promise<PassResult> => {
  if (applied.retry !== null) {
    const { afterMs, why } = applied.retry;
    return over(later(inFuture(deps, afterMs), lane.attempt + 1, why));
  }
  if (needsAnotherPass(plan, applied)) return AGAIN;
  deps.metrics.count('links_settled', { sides: sidesWritten(plan) });
  return (await deps.database.stores.inbox.waiting(lane.key)).length > 0
    ? AGAIN
    : over(atRest(deps, agreement, applied.link));
};

const sidesWritten = (plan: Plan): string =>
  [...new Set(plan.operations.map(({ side }): Side => side))].sort().join('+');

/** A new issue still wants its comments and files; a value brought back wants to go on to the partner; a text that names a file in words wants it shown once it is there. */
const needsAnotherPass = (plan: Plan, applied: Applied): boolean =>
  applied.done.some((done) => done.kind === 'ensureIssue' || isEdit(done)) ||
  (plan.operations.some(({ kind }) => kind === 'ensureAttachment') &&
    Object.values(applied.link.facets).some(({ pendingMedia }) => pendingMedia.length > 0));

const isEdit = (operation: Operation): boolean =>
  operation.kind === 'setFields' && operation.fields.some(({ edit }) => edit === true);
