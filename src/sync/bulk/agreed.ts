import { bulkLane } from '../lane-key';
import { type BulkVerdict, type PairRequest, type Stores } from '../ports';
import { BULK_PRIORITY } from './ask-lanes';

const itemsOf = (requests: readonly PairRequest[]): readonly string[] => requests.flatMap(({ itemId }) => itemId ?? []);

/** Runs that wait for an answer rest: they are told that it is there. */
const wakeRuns = (stores: Stores, contractId: string, requests: readonly PairRequest[]): Promise<void> => {
  const ids = [...new Set(requests.flatMap(({ runId }) => runId ?? []))];
  const lane = { kind: 'bulk', contractId, priority: BULK_PRIORITY } as const;
  return stores.lanes.wake(ids.map((id) => ({ ...lane, key: bulkLane(id) })));
};

/** It is the turn of their items again, this time with the partner's yes. */
export const agreeTo = async (stores: Stores, contractId: string, accepted: readonly PairRequest[]): Promise<void> => {
  await stores.bulk.markAgreed(itemsOf(accepted));
  await wakeRuns(stores, contractId, accepted);
};

/** Nothing comes of them: their items hear why. */
export const refuseAll = async (
  stores: Stores,
  contractId: string,
  requests: readonly PairRequest[],
  verdict: BulkVerdict,
  at: Date,
): Promise<void> => {
  await stores.bulk.settleAll(itemsOf(requests), verdict, at);
  await wakeRuns(stores, contractId, requests);
};

/** Work on many issues of a contract that is over: runs stop, and what was asked of the other side is asked no more. */
export const endWork = async (stores: Stores, contractId: string, at: Date): Promise<void> => {
  await stores.bulk.stopAll(contractId, at);
  await stores.bulk.unmarkAwaiting(itemsOf(await stores.pairRequests.withdrawAll(contractId, at)));
};

/** A run was stopped: so are its questions. */
export const withdrawRun = async (
  stores: Stores,
  run: { readonly id: string; readonly contractId: string; readonly side: PairRequest['side'] },
  by: string,
  at: Date,
): Promise<void> => {
  const { id: runId, contractId, side } = run;
  const withdrawn = await stores.pairRequests.answer({ contractId, side, runId }, 'withdrawn', by, at);
  await stores.bulk.unmarkAwaiting(itemsOf(withdrawn));
};
