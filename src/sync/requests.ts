import { unpark } from '../core/settle';
import { BRAKE, ISSUE, toldOfGone } from '../core/plan';
import { type EventHint, type Link, pausesOf, type Side, SIDES, withSide } from '../core/model';
import { type PipelineDeps } from './deps';
import { type BulkRequest, type InboxEvent, type Lane, type LinkRequest } from './ports';

type Join = Extract<BulkRequest, { kind: 'join' }>;

const isRequest = (hint: InboxEvent['hint']): hint is LinkRequest => hint.kind === 'request';

/** A bulk run asks to join the issue to one that the partner has already. */
const isJoin = (hint: InboxEvent['hint']): hint is Join => hint.kind === 'join';

/** An event that is a hint about Jira, not a person's request. */
export const isHint = (hint: InboxEvent['hint']): hint is Exclude<InboxEvent['hint'], LinkRequest | Join> =>
  !isRequest(hint) && !isJoin(hint);

/** What a plan answers. A request that came since the last were taken is none of it: it waits for its turn. */
export const withoutRequests = (events: readonly InboxEvent[]): readonly InboxEvent[] =>
  events.filter(({ hint }) => !isRequest(hint));

export interface JoinEvent extends InboxEvent {
  readonly hint: Join;
}

const asJoin = (event: InboxEvent): readonly JoinEvent[] =>
  isJoin(event.hint) ? [{ ...event, hint: event.hint }] : [];

/** What bulk runs ask for, apart from what else happened: that stands when the joining is refused. */
export const joinsIn = (
  events: readonly InboxEvent[],
): { readonly joins: readonly JoinEvent[]; readonly others: readonly InboxEvent[] } => ({
  joins: events.flatMap(asJoin),
  others: events.filter(({ hint }) => !isJoin(hint)),
});

/** Items of bulk runs that wait for an answer. */
export const bulkItemsIn = (events: readonly InboxEvent[]): readonly string[] =>
  events.flatMap(({ hint }) => ('item' in hint ? [hint.item] : []));

export const hintsIn = (events: readonly InboxEvent[]): readonly EventHint[] =>
  events.map(({ hint }) => hint).filter(isHint);

const activeState = (link: Link): Link['state'] =>
  SIDES.every((side) => link.issues[side] !== null) ? 'active' : 'creating';

/** Each side's pause is its own. */
const withPause = (link: Link, by: readonly Side[], paused: boolean): Link => {
  const pausedBy = by.reduce((all, side) => withSide(all, side, paused), pausesOf(link));
  return { ...link, pausedBy, state: SIDES.some((side) => pausedBy[side]) ? 'paused' : activeState(link) };
};

/** A closed link stays closed: only a new one can take its place. */
export const carryOut = (link: Link, request: LinkRequest): Link => {
  if (link.state === 'closed') return link;
  switch (request.ask) {
    case 'pause':
      return withPause(link, request.by, true);
    case 'resume':
      return withPause(link, request.by, false);
    case 'unlink':
      return { ...link, state: 'closed' };
    case 'retry': {
      const tried = unpark(link, request.facet);
      // For the brake, trying again is the person's consent.
      return request.facet === BRAKE ? { ...tried, choices: { ...tried.choices, [BRAKE]: request.side } } : tried;
    }
    case 'gone':
      return unpark(toldOfGone(link, request.of, request.deleted), ISSUE);
    case 'restore': {
      const { conflict, facet, winner, both } = request;
      return { ...unpark(link, facet), restores: { ...link.restores, [facet]: { conflict, side: winner, both } } };
    }
    case 'choose':
      return { ...unpark(link, request.facet), choices: { ...link.choices, [request.facet]: request.winner } };
  }
};

/**
 * Carries out what people asked of this link, whatever state its contract is in. A request is also a reason to look at
 * both sides again, so a hint that fires no trigger is left in its place. True where something is to be tried again: what is
 * known of the sites may be what somebody has just mended.
 */
export const takeRequests = async ({ database, clock, ids }: PipelineDeps, lane: Lane): Promise<boolean> => {
  const waiting = await database.stores.inbox.waiting(lane.key);
  const requests = waiting.filter(({ hint }) => isRequest(hint));
  if (requests.length === 0) return false;
  await database.transact(async (stores) => {
    const link = await stores.links.findByLane(lane.key);
    const at = clock.now();
    if (link) {
      const asked = requests.flatMap(({ hint }) => (isRequest(hint) ? [hint] : []));
      await stores.links.save(asked.reduce(carryOut, link));
    }
    const again = requests.map(({ siteId, hint }) => ({ siteId, side: hint.side }));
    await stores.inbox.add(
      again.map(({ siteId, side }) => ({
        lane: lane.key,
        siteId,
        deliveryId: `request:${ids.next()}`,
        hint: { side, kind: 'sweep' as const },
      })),
      at,
    );
    await stores.inbox.markDone(
      requests.map(({ id }) => id),
      at,
    );
  });
  return requests.some(({ hint }) => isRequest(hint) && TRIES_AGAIN.has(hint.ask));
};

const TRIES_AGAIN: ReadonlySet<LinkRequest['ask']> = new Set(['retry', 'restore', 'choose', 'resume']);

/** A person asks for a look, or for the issue to be sent. */
export const asksForSync = (events: readonly InboxEvent[]): boolean =>
  events.some(({ hint }) => hint.kind === 'manual');
