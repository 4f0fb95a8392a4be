import { type Link, otherSide } from '../core/model';
import { ISSUE } from '../core/plan';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { type LinkAddress, linkLane } from './lane-key';
import { type SidesRead } from './read-sides';
import { issuesIn } from './snapshot-parts';

/** After so many looks (about two minutes) the issue is made without its parent. */
const PATIENCE = 6;

/**
 * Whether a new issue points to another one that is about to get its own partner: it is made after that one, for a
 * sub-task cannot be made before its parent. `looks`: how often that was asked before.
 */
export const parentsComing = async (
  deps: PipelineDeps,
  { contract, connection }: Agreement,
  link: Link,
  { now }: SidesRead,
  looks: number,
): Promise<boolean> => {
  const side = link.origin;
  const state = now[side];
  if (looks >= PATIENCE || link.issues[otherSide(side)] !== null || state.state !== 'present') return false;
  const above = issuesIn(state.snapshot);
  if (above.length === 0) return false;
  const { links } = deps.database.stores;
  const linked = await links.partners(connection.id, side, above);
  const missing = above.filter((id) => linked[id] === undefined);
  const coming = missing.map((issueId) => isComing(deps, { contractId: contract.id, origin: side, issueId }));
  return (await Promise.all(coming)).some(Boolean);
};

/** Its pair is being made, or something was heard of it that nobody has looked at yet. */
const isComing = async ({ database: { stores } }: PipelineDeps, address: LinkAddress): Promise<boolean> => {
  const link = await stores.links.findByIssue(address.contractId, address.origin, address.issueId);
  if (link !== null) return link.state === 'creating' && !isParked(link);
  return (await stores.inbox.waiting(linkLane(address))).length > 0;
};

const isParked = ({ facets }: Link): boolean => (facets[ISSUE]?.parked ?? null) !== null;
