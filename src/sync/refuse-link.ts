import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { HAS_A_PAIR, keptBy } from './bulk/verdicts';
import { type ActivityEntry, type BulkVerdict, type InboxEvent } from './ports';
import { bulkItemsIn } from './requests';

/**
 * No pair is made for these events: they are handled, with the one sentence that says why (none where another lane has the
 * pair). A bulk run hears it in place of the activity: `verdict` where it is told more than the sentence.
 */
export const refuseLink = async (
  { database, clock }: PipelineDeps,
  { contract, connection }: Agreement,
  key: string | null,
  events: readonly InboxEvent[],
  why: string | null,
  verdict: BulkVerdict = why === null ? HAS_A_PAIR : keptBy(why),
): Promise<null> => {
  const at = clock.now();
  const side = events[0]?.hint.side ?? null;
  const nobodyAsked = events.every(({ hint }) => hint.kind === 'sweep' || 'item' in hint);
  const keys = { master: null, provider: null };
  const entry: Omit<ActivityEntry, 'id'> = {
    at: at.toISOString(),
    connectionId: connection.id,
    contractId: contract.id,
    linkId: null,
    side,
    kind: 'nothing',
    text: why ?? '',
    keys: side ? { ...keys, [side]: key } : keys,
    actor: null,
  };
  await database.transact(async (stores) => {
    await stores.inbox.markDone(
      events.map(({ id }) => id),
      at,
    );
    for (const item of bulkItemsIn(events)) {
      await stores.bulk.settle(item, verdict, at);
    }
    if (why !== null && !nobodyAsked) await stores.activity.append([entry]);
  });
  return null;
};
