import { newLink, wantsCreate } from '../core/plan';
import { type Link, type Snapshot } from '../core/model';
import { type Agreement } from './agreement';
import { SKIPPED } from './bulk/verdicts';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { type InboxEvent, type Lane } from './ports';
import { refuseLink } from './refuse-link';
import { hintsIn } from './requests';
import { readSide, type SidesRead, withScope } from './read-sides';

/** Which of both it is decides nothing where there is no pair. */
const UNSEEN = 'The issue was deleted, or Accord may not see it.';

/**
 * An issue that has no link yet: asks Jira and the half whether one is to be made, and writes it down before anything is
 * created on the other side (law 5). Null when there is nothing to link; the events are then handled, with a sentence.
 */
export const openLink = async (
  deps: PipelineDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  lane: Lane,
  events: readonly InboxEvent[],
): Promise<Link | null> => {
  const { origin, issueId } = parseLinkLane(lane.key);
  if (events.length === 0) return null;
  if (await isPaired(deps, agreement, lane)) return refuseLink(deps, agreement, null, events, null, SKIPPED);
  const read = await readSide(deps, agreement, open, origin, { id: issueId, key: null, history: true });
  const state = await withScope(agreement, null, open.jira[origin], origin, read);
  if (state.state !== 'present') return refuseLink(deps, agreement, null, events, UNSEEN);
  const { snapshot } = state;
  if (await isMirror(deps, agreement, lane, snapshot)) return refuseLink(deps, agreement, snapshot.key, events, null);
  const hints = hintsIn(events);
  const wanted = wantsCreate(agreement.halves[origin], snapshot, hints);
  if (!wanted.fires) return refuseLink(deps, agreement, snapshot.key, events, wanted.reason);
  const link = await insert(deps, agreement, lane, snapshot);
  return link ?? refuseLink(deps, agreement, null, events, null, SKIPPED);
};

/** Another lane made a pair with this issue since this one was woken, and reads both issues anew. */
export const isPaired = async (...where: Parameters<typeof partnerOf>): Promise<boolean> =>
  (await partnerOf(...where)) !== undefined;

/** Id of the partner in the open pair of the lane's issue: null while it is being made, undefined without a pair. */
export const partnerOf = async (
  { database: { stores } }: PipelineDeps,
  { contract }: Agreement,
  lane: Lane,
): Promise<string | null | undefined> => {
  const { origin, issueId } = parseLinkLane(lane.key);
  return (await stores.links.openAmong(contract.id, origin, [issueId])).get(issueId);
};

/** The issue is the other end of a link of this contract: that link's own lane looks after it. */
const isMirror = async (
  { database }: PipelineDeps,
  { contract }: Agreement,
  lane: Lane,
  { createdFor }: Snapshot,
): Promise<boolean> => {
  // Of a link that ended this lane is told by name: its issue was asked for by a person, who gets an answer.
  if (createdFor === null || createdFor === parseLinkLane(lane.key).replaces) return false;
  const link = await database.stores.links.find(createdFor);
  return link?.contractId === contract.id;
};

const insert = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  snapshot: Snapshot,
): Promise<Link | null> => {
  const { origin } = parseLinkLane(lane.key);
  const link = newLink({
    id: deps.ids.next(),
    contractId: agreement.contract.id,
    origin,
    issue: { id: snapshot.issueId, key: snapshot.key },
    at: deps.clock.now().toISOString(),
  });
  const { master, provider } = agreement.sites;
  const sites = { master: master.id, provider: provider.id };
  return (await deps.database.stores.links.insert(link, lane.key, sites)) ? link : null;
};
