import { eventLabel, hintsOf } from './hints';
import { linkLane } from './lane-key';
import {
  CHANGE,
  type Clock,
  type Concern,
  type Database,
  type Delivery,
  type Log,
  type Metrics,
  NEW_PAIR,
  type NewEvent,
} from './ports';
import { isEcho, parseTrace } from './trace';

export interface ReceiveDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A burst of new issues is behind the changes of pairs that are there. */
const priorityOf = ({ linkId }: Concern, { secondary }: Delivery): number => {
  if (secondary) return SECONDARY;
  return linkId === null ? NEW_PAIR : CHANGE;
};

const SECONDARY = 40;

/**
 * Stores a webhook and wakes the lanes it concerns. Resolves only when that is durable; throws when it is not, so that
 * the door answers 503 and Jira sends the webhook again (law 1).
 */
export const receive = async (deps: ReceiveDeps, siteId: string, delivery: Delivery): Promise<void> => {
  const { metrics } = deps;
  if (delivery.issueId === null)
    return metrics.count('webhooks', { event: eventLabel(delivery.event), outcome: 'noIssue' });
  const all = await deps.database.stores.contracts.concerning(siteId, delivery.issueId, delivery.projectKey);
  const concerns = all.filter(isOfUse);
  const wanted = await withoutEchoes(deps, concerns, delivery);
  const events = wanted.flatMap((concern) => toEvents(concern, siteId, delivery.issueId ?? '', delivery));
  if (events.length === 0) {
    const outcome = whyNot(all, concerns, wanted);
    return metrics.count('webhooks', { event: eventLabel(delivery.event), outcome });
  }
  const added = await store(deps, wanted, events, delivery);
  metrics.count('webhooks', { event: eventLabel(delivery.event), outcome: added === 0 ? 'duplicate' : 'stored' });
};

/** What happened before a half is switched on for the first time is none of its business, then or later. */
const isOfUse = ({ linkId, wasOn }: Concern): boolean => linkId !== null || wasOn;

const whyNot = (all: readonly Concern[], concerns: readonly Concern[], wanted: readonly Concern[]): string => {
  if (all.length === 0) return 'noContract';
  if (concerns.length === 0) return 'neverOn';
  return wanted.length === 0 ? 'echo' : 'noInterest';
};

/** A link's own write coming back concerns that link no more; for the other links of the issue it is a real event. */
const withoutEchoes = async (
  deps: ReceiveDeps,
  concerns: readonly Concern[],
  delivery: Delivery,
): Promise<readonly Concern[]> => {
  const trace = parseTrace(delivery.trace);
  if (!trace || concerns.length === 0 || !isEcho(trace, delivery)) return concerns;
  // The echo of a create may come before the link knows its new issue: then only the contract tells.
  const contractId = (await deps.database.stores.links.find(trace.linkId))?.contractId;
  return concerns.filter(
    (concern) => concern.linkId !== trace.linkId && !(concern.linkId === null && concern.contractId === contractId),
  );
};

const laneOf = (concern: Concern, issueId: string): string =>
  concern.lane ?? linkLane({ contractId: concern.contractId, origin: concern.side, issueId });

const toEvents = (concern: Concern, siteId: string, issueId: string, delivery: Delivery): readonly NewEvent[] =>
  hintsOf(delivery, concern.side).map((hint, index) => ({
    lane: laneOf(concern, issueId),
    siteId,
    // One delivery may carry several hints; each needs a row of its own.
    deliveryId: index === 0 ? delivery.deliveryId : `${delivery.deliveryId}#${index}`,
    hint,
  }));

const store = async (
  { database, clock }: ReceiveDeps,
  concerns: readonly Concern[],
  events: readonly NewEvent[],
  delivery: Delivery,
): Promise<number> =>
  database.transact(async (stores) => {
    const at = clock.now();
    const added = await stores.inbox.add(events, at);
    if (added === 0) return 0;
    await stores.lanes.wake(
      concerns.map((concern) => ({
        key: laneOf(concern, delivery.issueId ?? ''),
        kind: 'link',
        contractId: concern.contractId,
        priority: priorityOf(concern, delivery),
      })),
    );
    return added;
  });
