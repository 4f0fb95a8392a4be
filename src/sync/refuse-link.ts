import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { type ActivityEntry, type InboxEvent } from './ports';
import { bulkItemsIn } from './requests';

const REMEDY = 'Mend it, or leave this issue out; a new run takes it up again.';

/**
 * No pair is made for these events: they are handled, with the one sentence that says why (none where another lane has the
 * pair). A bulk run hears it too.
 */
export const refuseLink = async (
  { database, clock }: PipelineDeps,
  { contract, connection }: Agreement,
  key: string | null,
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
    keys: side ? { ...keys, [side]: key } : keys,
    actor: null,
  };
  await database.transact(async (stores) => {
    await stores.inbox.markDone(
      events.map(({ id }) => id),
      at,
    );
    for (const item of bulkItemsIn(events)) {
      await stores.bulk.settle(item, { is: 'failed', cause: why ?? HAS_A_PAIR, remedy: REMEDY }, at);
    }
    if (why !== null && !sweptOnly) await stores.activity.append([entry]);
  });
  return null;
};

const HAS_A_PAIR = 'It stands in a pair already.';
