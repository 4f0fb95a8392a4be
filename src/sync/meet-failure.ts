import { facetsOf, printFor } from '../core/plan';
import { triesOf, troubled } from '../core/settle';
import { verdict } from '../core/verdict';
import {
  type Failure,
  type Link,
  type Operation,
  otherSide,
  type PerSide,
  type Side,
  type Verdict,
  withSide,
} from '../core/model';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { openCause, siteCause } from './causes';
import { JiraError } from './ports';
import { parkFacets } from './park';
import { withoutContent } from './without-content';

/** How far a plan came. `retry` is set when nothing more can be done now; the rest was carried out, parked, or rests. */
export interface Applied {
  readonly link: Link;
  readonly done: readonly Operation[];
  readonly retry: { readonly afterMs: number; readonly why: string } | null;
  /** Operations in a row at which the side failed. */
  readonly misses: PerSide<number>;
}

export interface FailingRun {
  readonly deps: PipelineDeps;
  readonly agreement: Agreement;
  readonly planId: string;
}

/** After so many failures in a row a side is left alone for this run: each may have taken as long as a call may. */
export const MOST_MISSES = 3;

/** A site that refuses our token is asked again after this time, or as soon as it is installed again. */
const SUSPEND_MS = 15 * 60 * 1000;
/** A site that can be read and takes nothing is asked again after this time. */
const FAILING_MS = 60 * 1000;

interface Met {
  readonly operation: Operation;
  readonly failure: Failure;
  /** Whose Jira it was: a file is read at the one and written at the other. */
  readonly side: Side;
}

/** What one operation met stops its facets only, unless it says something of the whole site. */
export const meetFailure = async (run: FailingRun, state: Applied, met: Met): Promise<Applied> => {
  const { deps, agreement, planId } = run;
  const { operation, failure } = met;
  deps.metrics.count('operations', { kind: operation.kind, outcome: failure.kind });
  await deps.database.stores.plans.markFailed(planId, operation.id, failure.kind, deps.clock.now());
  deps.log.warn(
    { linkId: state.link.id, contractId: agreement.contract.id, operation: operation.kind, failure: failure.kind },
    'an operation did not succeed',
  );
  return onVerdict(run, state, met);
};

/** What was thrown that no adapter named is a fault of ours. */
export const failureIn = ({ deps, agreement }: FailingRun, operation: Operation, error: unknown): Failure => {
  if (error instanceof JiraError) return error.failure;
  deps.log.error(
    { contractId: agreement.contract.id, operation: operation.kind, err: withoutContent(error) },
    'an operation stopped on a fault of ours',
  );
  return { kind: 'fault', detail: `${error instanceof Error ? error.name : typeof error} in ${operation.kind}` };
};

export const sideOf = ({ agreement: { sites } }: FailingRun, { side }: Operation, error: unknown): Side => {
  const siteId = error instanceof JiraError ? error.siteId : undefined;
  const other = otherSide(side);
  return siteId !== undefined && siteId !== sites[side].id && siteId === sites[other].id ? other : side;
};

const triesBefore = (link: Link, operation: Operation): number =>
  Math.max(...facetsOf(operation).map((facet) => triesOf(link, facet, printFor(operation, facet))));

const onVerdict = async (run: FailingRun, state: Applied, met: Met): Promise<Applied> => {
  const { operation, failure, side } = met;
  const tries = triesBefore(state.link, operation);
  const { health } = run.deps;
  const siteId = run.agreement.sites[side].id;
  const judged = verdict(failure, tries);
  if (failure.kind === 'unavailable') {
    health.failed(siteId, state.link.id);
    const why = `Jira at the ${side} can be read, but fails at what is written.`;
    if (health.isFailing(siteId)) return hold(run, state, met, { afterMs: FAILING_MS, why });
  }
  switch (judged.kind) {
    case 'retry': {
      const why = `Jira at the ${side} did not take it: ${failure.detail}`;
      if (judged.whole === 'site') return hold(run, state, met, { afterMs: judged.afterMs, why });
      return rest(run, state, met, judged.afterMs);
    }
    case 'suspend':
      await openCause(run.deps, run.agreement, siteCause(side, judged));
      return hold(run, state, met, { afterMs: SUSPEND_MS, why: judged.cause });
    case 'park':
      return { ...missed(state, met), link: await parked(run, state.link, { ...met, tries }, judged) };
  }
};

const missed = (state: Applied, { operation: { side }, failure }: Met): Applied => ({
  ...state,
  misses: failure.kind === 'unavailable' ? withSide(state.misses, side, state.misses[side] + 1) : state.misses,
});

/** Nothing more is sent to the site, by any pair, until then. */
const hold = async (
  { deps, agreement }: FailingRun,
  state: Applied,
  { side, operation }: Met,
  retry: NonNullable<Applied['retry']>,
): Promise<Applied> => {
  const until = new Date(deps.clock.now().getTime() + retry.afterMs);
  await deps.database.stores.sites.hold(agreement.sites[side].id, until, retry.why);
  await deps.database.stores.links.save(state.link);
  return { ...state, retry, misses: withSide(state.misses, operation.side, MOST_MISSES) };
};

/** What this attempt says of the thing itself: a rate limit and an index that lags say nothing. */
const COUNTS: ReadonlySet<Failure['kind']> = new Set(['unavailable', 'malformed', 'gone', 'fault']);

/** Its facets are tried again later; the pair goes on meanwhile. */
const rest = async ({ deps }: FailingRun, state: Applied, met: Met, afterMs: number): Promise<Applied> => {
  const notBefore = new Date(deps.clock.now().getTime() + afterMs).toISOString();
  const link = troubled(state.link, met.operation, { counts: COUNTS.has(met.failure.kind), notBefore });
  await deps.database.stores.links.save(link);
  return { ...missed(state, met), link };
};

const parked = async (
  run: FailingRun,
  link: Link,
  { operation, failure, side, tries }: Met & { readonly tries: number },
  judged: Extract<Verdict, { kind: 'park' }>,
): Promise<Link> => {
  const notBefore = run.deps.clock.now().toISOString();
  // It came back by itself and failed again: that was told.
  const isTold = judged.againMs !== undefined && tries > 0 && verdict(failure, tries - 1).kind === 'park';
  return parkFacets(run, troubled(link, operation, { counts: true, notBefore }), operation, { judged, side, isTold });
};
