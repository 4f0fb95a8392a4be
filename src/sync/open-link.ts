import { newLink, wantsCreate } from '../core/plan';
import { type Link, type Snapshot } from '../core/model';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { type ActivityEntry, type InboxEvent, type Lane } from './ports';
import { hintsIn } from './requests';
import { readSide, type SidesRead, withScope } from './read-sides';

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
  const read = await readSide(deps, agreement, open, origin, issueId);
  const state = await withScope(agreement, null, open.jira[origin], origin, read);
  if (state.state !== 'present') return refuse(deps, agreement, null, events, 'The issue is gone.');
  const { snapshot } = state;
  if (await isMirror(deps, agreement, lane, snapshot)) return refuse(deps, agreement, snapshot, events, null);
  const hints = hintsIn(events);
  const wanted = wantsCreate(agreement.halves[origin], snapshot, hints);
  if (!wanted.fires) return refuse(deps, agreement, snapshot, events, wanted.reason);
  return insert(deps, agreement, lane, snapshot);
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

const insert = async (deps: PipelineDeps, agreement: Agreement, lane: Lane, snapshot: Snapshot): Promise<Link> => {
  const { origin } = parseLinkLane(lane.key);
  const link = newLink({
    id: deps.ids.next(),
    contractId: agreement.contract.id,
    origin,
    issue: { id: snapshot.issueId, key: snapshot.key },
    at: deps.clock.now().toISOString(),
  });
  const { master, provider } = agreement.sites;
  await deps.database.stores.links.insert(link, lane.key, { master: master.id, provider: provider.id });
  return link;
};

const refuse = async (
  { database, clock }: PipelineDeps,
  { contract, connection }: Agreement,
  snapshot: Snapshot | null,
  events: readonly InboxEvent[],
  why: string | null,
): Promise<null> => {
  const at = clock.now();
  const side = events[0]?.hint.side ?? null;
  const sweptOnly = events.every(({ hint }) => hint.kind === 'sweep');
  const keys = { master: null, provider: null };
  const entry: Omit<ActivityEntry, 'id'> = {
    at: at.toISOString(),
    connectionId: connection.id,
    contractId: contract.id,
    linkId: null,
    side,
    kind: 'nothing',
    text: why ?? '',
    keys: side && snapshot ? { ...keys, [side]: snapshot.key } : keys,
    actor: null,
  };
  await database.transact(async (stores) => {
    await stores.inbox.markDone(
      events.map(({ id }) => id),
      at,
    );
    if (why !== null && !sweptOnly) await stores.activity.append([entry]);
  });
  return null;
};
