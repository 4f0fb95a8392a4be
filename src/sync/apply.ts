import { facetsOf } from '../core/plan';
import { settle } from '../core/settle';
import { verdict } from '../core/verdict';
import { type Failure, type Link, type Operation, otherSide, type Plan, type Receipt, type Side } from '../core/model';
import { type Agreement } from './agreement';
import { noteDelivery } from './delivered';
import { type PipelineDeps } from './deps';
import { createIntent } from './create-intent';
import { describeOperation } from './describe-operation';
import { foreignNotes, intendedNotes, objectNote } from './notes';
import { JiraError, type ActivityEntry, type PerformContext, type Stores } from './ports';
import { parkFacets, parkRefused } from './park';
import { crossedWith, noteCrossed } from './people/crossed';
import { type SidesRead } from './read-sides';

/** How far a plan came. `retry` is set when something transient stood in the way; the rest was carried out. */
export interface Applied {
  readonly link: Link;
  readonly done: readonly Operation[];
  readonly retry: { readonly afterMs: number; readonly why: string } | null;
}

interface Run {
  readonly deps: PipelineDeps;
  readonly agreement: Agreement;
  readonly read: SidesRead;
  readonly planId: string;
  readonly attempt: number;
}

/**
 * Carries out a stored plan: each operation, its receipt, settle. What one operation meets stops that operation only
 * (law 7), but for an issue that could not be created: nothing can stand on it.
 */
export const applyPlan = async (run: Run, plan: Plan, link: Link): Promise<Applied> => {
  let state: Applied = { link, done: [], retry: null };
  for (const operation of plan.operations) {
    if (state.retry !== null && !mayGoOn(operation, plan)) break;
    state = await applyOne(run, state, operation);
  }
  return state;
};

/** After a transient failure other kinds of operations still get their chance, unless the issue itself is missing. */
const mayGoOn = (operation: Operation, plan: Plan): boolean =>
  operation.kind !== 'ensureIssue' && !plan.operations.some(({ kind }) => kind === 'ensureIssue');

const applyOne = async (run: Run, state: Applied, operation: Operation): Promise<Applied> => {
  const { deps, read } = run;
  const started = deps.clock.now().getTime();
  await noteIntent(run, state.link, operation);
  const intent = createIntent(run, state.link, operation);
  try {
    const context = await contextFor(run, state.link, operation);
    const receipt = await read.jira[operation.side].perform(operation, { ...context, attempting: intent.note });
    deps.metrics.observe('operation', (deps.clock.now().getTime() - started) / 1000, { kind: operation.kind });
    deps.metrics.count('operations', { kind: operation.kind, outcome: 'done' });
    return { ...state, link: await remember(run, intent.link(), operation, receipt), done: [...state.done, operation] };
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    deps.metrics.count('operations', { kind: operation.kind, outcome: error.failure.kind });
    const link = await intent.failed(error.failure);
    return onFailure(run, { ...state, link }, operation, error.failure);
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
    const kept = await parkRefused(stores, agreement, settled, operation, receipt, at);
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

const onFailure = async (run: Run, state: Applied, operation: Operation, failure: Failure): Promise<Applied> => {
  const { deps, agreement, planId } = run;
  const at = deps.clock.now();
  await deps.database.stores.plans.markFailed(planId, operation.id, failure.kind, at);
  deps.log.warn(
    { linkId: state.link.id, contractId: agreement.contract.id, operation: operation.kind, failure: failure.kind },
    'an operation did not succeed',
  );
  return onVerdict(run, state, operation, failure);
};

const onVerdict = async (run: Run, state: Applied, operation: Operation, failure: Failure): Promise<Applied> => {
  const judged = verdict(failure, run.attempt);
  switch (judged.kind) {
    case 'retry': {
      const retry = {
        afterMs: judged.afterMs,
        why: `Jira at the ${operation.side} did not take it: ${failure.detail}`,
      };
      if (judged.whole === 'site') await holdSite(run, operation.side, judged.afterMs, retry.why);
      return { ...state, retry };
    }
    case 'suspend': {
      const afterMs = SUSPEND_MS;
      await holdSite(run, operation.side, afterMs, judged.cause);
      const link = await parkFacets(run, state.link, operation, judged, 'keep');
      return { ...state, link, retry: { afterMs, why: judged.cause } };
    }
    case 'park':
      return { ...state, link: await parkFacets(run, state.link, operation, judged, 'park') };
  }
};

/** A site that refuses our token is asked again after this time, or as soon as it is installed again. */
const SUSPEND_MS = 15 * 60 * 1000;

const holdSite = async ({ deps, agreement }: Run, side: Side, afterMs: number, why: string): Promise<void> =>
  deps.database.stores.sites.hold(agreement.sites[side].id, new Date(deps.clock.now().getTime() + afterMs), why);
