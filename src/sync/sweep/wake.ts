import { type EventHint } from '../../core/model';
import { type PipelineDeps } from '../deps';
import { type NewEvent } from '../ports';

export const SWEEP_PRIORITY = 50;

/** What a look found for one lane. */
export interface Find {
  readonly contractId: string;
  readonly lane: string;
  /** The same find under the same name wakes once. */
  readonly name: string;
  readonly hints: readonly EventHint[];
}

/** Stores all that was found and wakes its lanes together. */
export const wakeFor = async (
  { database, clock }: PipelineDeps,
  siteId: string,
  finds: readonly Find[],
): Promise<void> => {
  if (finds.length === 0) return;
  await database.transact(async (stores) => {
    const added = await stores.inbox.add(
      finds.flatMap((find) => eventsOf(siteId, find)),
      clock.now(),
    );
    if (added === 0) return;
    await stores.lanes.wake(
      finds.map(({ lane: key, contractId }) => ({ key, kind: 'link', contractId, priority: SWEEP_PRIORITY })),
    );
  });
};

const eventsOf = (siteId: string, { lane, name, hints }: Find): readonly NewEvent[] =>
  hints.map((hint, index) => ({ lane, siteId, deliveryId: `sweep:${name}#${index}`, hint }));
