import { isRefusedAsAWhole, wholesInTheWay } from '../core/plan';
import { park } from '../core/settle';
import { type Link, type Operation, type ProblemDraft } from '../core/model';
import { type FailingRun } from './meet-failure';
import { openProblem, versionsOf } from './park';
import { type Stores } from './ports';
import { type SidesRead } from './read-sides';

/** Nothing may tell us that a ceiling was raised or a policy was lifted: it is asked once a day. */
const LOOK_MS = 24 * 60 * 60 * 1000;

/** One problem stands for all that Jira refuses for this reason; nothing of the kind is asked until something changes. */
export const parkWhole = async (
  { deps, agreement, planId }: FailingRun,
  link: Link,
  operation: Operation,
  draft: ProblemDraft,
): Promise<Link> => {
  const at = deps.clock.now();
  const until = new Date(at.getTime() + LOOK_MS).toISOString();
  deps.metrics.count('operations', { kind: operation.kind, outcome: draft.code });
  return deps.database.transact(async (stores) => {
    await stores.plans.markFailed(planId, operation.id, draft.code, at);
    const problemId = await openProblem(stores, agreement, link, draft, at);
    const next = park(link, draft.facet, problemId, draft.print, versionsOf(agreement.contract.versions), until);
    await stores.links.save(next);
    return next;
  });
};

/** The side takes it again: what stood in its way is over, in the caller's transaction. */
export const wholesOver = async (stores: Stores, link: Link, operation: Operation, at: Date): Promise<Link> => {
  const over = wholesInTheWay(link, operation);
  for (const facet of over) await stores.problems.resolveFacet(link.id, facet, at);
  const facets = Object.entries(link.facets).filter(([key]) => !over.includes(key));
  return over.length === 0 ? link : { ...link, facets: Object.fromEntries(facets) };
};

/** An operation before it was refused for a reason that holds for this one, too. */
export const isInVain = ({ agreement }: FailingRun, { now }: SidesRead, link: Link, operation: Operation): boolean =>
  isRefusedAsAWhole(link, operation, now[operation.side], versionsOf(agreement.contract.versions));
