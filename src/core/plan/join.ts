import type { FacetKey, FacetState, Half, Link, Side, Snapshot } from '../model';
import { newLink } from './create';
import { ISSUE, WORKFLOW } from './facet';
import { inScope, type Scoped } from './scope';

/**
 * Why an issue that exists may not be joined to one of the partner; null when it may. No trigger is asked: a person did, and
 * the side that gives agreed. `createdFor`: a pair that lives; the mark of one that ended keeps nobody apart.
 */
export function whyNotJoined(half: Half, snapshot: Scoped & Pick<Snapshot, 'secured' | 'createdFor'>): string | null {
  const { key } = snapshot;
  const scope = inScope(half, snapshot);
  if (!scope.in) return scope.reason;
  if (snapshot.secured && !half.send.securityLevels) {
    return `${key} has a security level, and the contract does not send such issues.`;
  }
  if (snapshot.createdFor !== null && !half.send.relay) {
    return `${key} came from another partner, and the contract does not pass it on.`;
  }
  return null;
}

/** Whether the other side may name an issue of this half for a pair without waiting for its yes (law 8). */
export const isJoinedUnasked = ({ send }: Half): boolean => send.pairs === 'inScope';

type Issue = NonNullable<Link['issues'][Side]>;

/** A pair of two issues that were there before. It holds no baseline: the first look settles it by the contract's rule. */
export function joinedLink(args: {
  readonly id: string;
  readonly contractId: string;
  readonly origin: Side;
  readonly issue: Issue;
  readonly partner: Issue;
  readonly at: string;
}): Link {
  const link = newLink(args);
  const { master, provider } = link.issues;
  return { ...link, state: 'active', issues: { master: master ?? args.partner, provider: provider ?? args.partner } };
}

/**
 * The same two issues are a pair again: what they held when they were settled last goes on to count, so that no comment and
 * no file comes twice. A status that one of them reached meanwhile is no news, as with any two issues that are joined.
 */
export function takenUp(link: Link, former: Link): Link {
  const { [WORKFLOW]: _workflow, [ISSUE]: _issue, ...facets } = former.facets;
  const open = Object.entries(facets).map(([key, state]): [FacetKey, FacetState] => [key, { ...state, parked: null }]);
  return {
    ...link,
    facets: Object.fromEntries(open),
    formerly: [former.id, ...(former.formerly ?? [])],
    ...(former.newborn && { newborn: former.newborn }),
  };
}
