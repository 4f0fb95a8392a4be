import { facetsOf, wholeRefusal } from '../core/plan';
import { leftAt, settle } from '../core/settle';
import { type Link, type Operation, otherSide, type Plan, type Receipt, type Side, withSide } from '../core/model';
import { type Agreement } from './agreement';
import { noteDelivery } from './delivered';
import { createIntent } from './create-intent';
import { describeOperation } from './describe-operation';
import { foreignNotes, intendedNotes, objectNote } from './notes';
import { type Applied, failureIn, type FailingRun, meetFailure, MOST_MISSES, sideOf } from './meet-failure';
import { type ActivityEntry, type PerformContext, StoppedOnTheWay, type Stores } from './ports';
import { parkRefused } from './park';
import { crossedWith, noteCrossed } from './people/crossed';
import { type SidesRead } from './read-sides';
import { isInVain, parkWhole, wholesOver } from './whole-refusals';
import { endsRun } from './without-content';

export interface Run extends FailingRun {
  readonly read: SidesRead;
}

/**
 * Carries out a stored plan: each operation, its receipt, settle. What one operation meets stops that operation only
 * (law 7), but for an issue that could not be created: nothing can stand on it.
 */
export const applyPlan = async (run: Run, plan: Plan, link: Link): Promise<Applied> => {
  let state: Applied = { link, done: [], retry: null, misses: { master: 0, provider: 0 } };
  for (const operation of plan.operations) {
    if (state.misses[operation.side] >= MOST_MISSES || isInVain(run, run.read, state.link, operation)) continue;
    state = await applyOne(run, state, operation);
  }
  return state;
};

const applyOne = async (run: Run, state: Applied, operation: Operation): Promise<Applied> => {
  const { deps, read } = run;
  const started = deps.clock.now().getTime();
  const intent = createIntent(run, state.link, operation);
  try {
    await noteIntent(run, state.link, operation);
    const context = await contextFor(run, state.link, operation);
    const receipt = await read.jira[operation.side].perform(operation, {
      ...context,
      attempting: intent.note,
      writingLate: intent.noteLate,
    });
    deps.metrics.observe('operation', (deps.clock.now().getTime() - started) / 1000, { kind: operation.kind });
    deps.metrics.count('operations', { kind: operation.kind, outcome: 'done' });
    deps.health.took(run.agreement.sites[operation.side].id);
    const link = await remember(run, intent.link(), operation, receipt);
    return { ...state, link, done: [...state.done, operation], misses: withSide(state.misses, operation.side, 0) };
  } catch (error) {
    if (endsRun(error)) throw error;
    const failure = failureIn(run, operation, error);
    const before = await intent.failed(failure);
    const whole = wholeRefusal(operation, failure, read.now[operation.side]);
    if (whole !== null) return { ...state, link: await parkWhole(run, before, operation, whole) };
    const link = error instanceof StoppedOnTheWay ? leftAt(before, operation, error.status) : before;
    return meetFailure(run, { ...state, link }, { operation, failure, side: sideOf(run, operation, error) });
  }
};

/** Values of a partner are known as such before they are there (law 8). */
const noteIntent = async ({ deps, agreement }: Run, link: Link, operation: Operation): Promise<void> => {
  const { written } = deps.database.stores;
  for (const note of intendedNotes(agreement.sites[operation.side].id, link, operation)) await written.noteField(note);
};

/** What an operation needs to know beside itself. */
export const contextFor = async (
  run: Pick<Run, 'deps' | 'agreement' | 'read'>,
  link: Link,
  operation: Operation,
): Promise<PerformContext> => {
  const { deps, agreement, read } = run;
  const { side } = operation;
  const siteId = agreement.sites[side].id;
  const now = read.now[side];
  const issueType = now.state === 'present' ? now.snapshot.issueType : '';
  const projectKey = now.state === 'present' ? now.snapshot.projectKey : agreement.halves[side].scope.project;
  const { workflowEdges } = deps.database.stores;
  return {
    linkId: link.id,
    contractId: link.contractId,
    catalog: read.catalog[side],
    source: read.jira[otherSide(side)],
    issueType,
    projectKey,
    edges: operation.kind === 'transition' ? await workflowEdges.list(siteId, projectKey, issueType) : [],
    knownAttachments: ownedFiles(link, side),
    learn: (from, to) => workflowEdges.note(siteId, projectKey, issueType, from, to),
    ...(operation.kind === 'ensureIssue' && operation.attemptedAt !== undefined
      ? { attemptedAt: operation.attemptedAt }
      : {}),
  };
};

/** Files of the side that belong to a facet already: none of them is the lost one. */
const ownedFiles = (link: Link, side: Side): readonly string[] =>
  Object.entries(link.facets).flatMap(([key, { ids }]) =>
    key.startsWith('attachment:') && ids[side] !== null ? [ids[side]] : [],
  );

/** What really happened is remembered in one transaction, before anything else is tried. */
const remember = async (run: Run, link: Link, operation: Operation, receipt: Receipt): Promise<Link> => {
  const { deps, agreement, planId } = run;
  const at = deps.clock.now();
  const done = proved(operation, receipt);
  const reached = settle(link, operation, receipt, at.toISOString());
  const settled = done === null ? reached : noteDelivery(reached, done, at.toISOString());
  return deps.database.transact(async (stores) => {
    await stores.plans.markDone(planId, operation.id, receipt, at);
    await noteWritten(stores, agreement, settled, operation, receipt);
    await noteCrossed(stores.peopleSeen, agreement, crossedWith(agreement, run.read.now, operation), at);
    for (const facet of facetsOf(operation)) {
      await stores.problems.resolveFacet(link.id, facet, at, settled.facets[facet]?.parked?.problemId);
    }
    const taken = await wholesOver(stores, settled, operation, at);
    const kept = await parkRefused(stores, agreement, taken, operation, receipt, at);
    await stores.links.save(kept);
    await stores.activity.append(done === null ? [] : [doneEntry(agreement, kept, done, at)]);
    return kept;
  });
};

/** What of the operation its receipt proves; null where that is nothing. */
const proved = (operation: Operation, receipt: Receipt): Operation | null => {
  if (operation.kind !== 'setFields' || receipt.kind !== 'fields') return operation;
  const fields = operation.fields.filter(({ fieldId }) => receipt.refused[fieldId] === undefined);
  return fields.length === 0 ? null : { ...operation, fields };
};

const noteWritten = async (
  stores: Stores,
  agreement: Agreement,
  link: Link,
  operation: Operation,
  receipt: Receipt,
): Promise<void> => {
  const siteId = agreement.sites[operation.side].id;
  const object = objectNote(siteId, link, operation, receipt);
  if (object) await stores.written.noteObject(object);
  for (const note of foreignNotes(siteId, link, operation, receipt)) await stores.written.noteField(note);
};

const keysOf = (link: Link): ActivityEntry['keys'] => ({
  master: link.issues.master?.key ?? null,
  provider: link.issues.provider?.key ?? null,
});

const doneEntry = (
  { contract, connection }: Agreement,
  link: Link,
  operation: Operation,
  at: Date,
): Omit<ActivityEntry, 'id'> => ({
  at: at.toISOString(),
  connectionId: connection.id,
  contractId: contract.id,
  linkId: link.id,
  side: null,
  kind: operation.kind,
  text: `${describeOperation(operation)} at the ${operation.side}.`,
  keys: keysOf(link),
  actor: null,
});
