import { type Lane, type LaneKind, type Lanes, type WakeRequest } from '../../../sync/ports';
import { iso } from '../per-side';
import { WAKE_CHANNEL } from '../wake-listener';
import { type StoreDeps } from './deps';
import { CLAIM, COLUMNS, COMPLETE, EXTEND, POSTPONE, WAKE, WAKE_CONTRACT } from './lane-statements';

interface LaneRow {
  key: string;
  kind: LaneKind;
  contractId: string | null;
  attempt: number;
  dueAt: Date;
  waitsFor: string | null;
  priority: number;
}

export const lanesStore = ({ executor }: StoreDeps): Lanes => {
  /** Delivered when the transaction commits; several of one transaction are one. */
  const notify = async (): Promise<void> => {
    await executor.sql(`SELECT pg_notify('${WAKE_CHANNEL}', '')::text`);
  };
  return {
    wake: async (requests) => {
      if (requests.length === 0) return;
      await executor.sql(WAKE, wakeColumns(requests));
      await notify();
    },
    claim: async (worker, limit, leaseMs, at) => {
      const until = new Date(at.getTime() + leaseMs);
      const rows = await executor.sql<LaneRow>(CLAIM, [worker, limit, until, at]);
      return [...rows].sort(byOrder).map(toLane);
    },
    extend: async (key, worker, until) => (await executor.sql(EXTEND, [key, worker, until])).length === 1,
    complete: async (key, worker) => {
      const kept = await executor.atomically(async (inside) => {
        const done = await inside.sql(
          'DELETE FROM lanes WHERE key = $1 AND leased_by = $2 AND woken = woken_at_claim RETURNING key',
          [key, worker],
        );
        return done.length > 0 ? [] : inside.sql(COMPLETE, [key, worker]);
      });
      if (kept.length > 0) await notify();
    },
    postpone: async (key, worker, at, attempt, waitsFor) => {
      await executor.sql(POSTPONE, [key, worker, at, attempt, waitsFor]);
    },
    find: async (key) => {
      const [row] = await executor.sql<LaneRow>(`SELECT ${COLUMNS} FROM lanes WHERE key = $1`, [key]);
      return row ? toLane(row) : null;
    },
    list: async ({ contractId, limit }) => {
      const rows = await executor.sql<LaneRow>(
        `SELECT ${COLUMNS} FROM lanes WHERE $1::text IS NULL OR contract_id = $1 ORDER BY due_at, key LIMIT $2`,
        [contractId ?? null, limit],
      );
      return rows.map(toLane);
    },
    wakeContract: async (contractId, at) => {
      const woken = await executor.sql(WAKE_CONTRACT, [contractId, at]);
      if (woken.length > 0) await notify();
      return woken.length;
    },
    nextDue: async () => {
      const [row] = await executor.sql<{ at: Date | null }>('SELECT min(free_at) AS at FROM lanes');
      return row?.at ?? null;
    },
  };
};

const wakeColumns = (requests: readonly WakeRequest[]): readonly unknown[] => [
  requests.map(({ key }) => key),
  requests.map(({ kind }) => kind),
  requests.map(({ contractId }) => contractId),
  requests.map(({ dueAt }) => dueAt),
  requests.map(({ priority }) => priority),
];

/** RETURNING keeps no order. */
const byOrder = (a: LaneRow, b: LaneRow): number =>
  a.priority - b.priority || a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1);

const toLane = (row: LaneRow): Lane => ({
  key: row.key,
  kind: row.kind,
  contractId: row.contractId,
  attempt: row.attempt,
  dueAt: iso(row.dueAt),
  waitsFor: row.waitsFor,
});
