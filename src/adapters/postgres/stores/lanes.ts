import { type Lane, type LaneKind, type Lanes, type LeasedLane, type WakeRequest } from '../../../sync/ports';
import { iso } from '../per-side';
import { type StoreDeps } from './deps';
import {
  CLAIM,
  CLAIM_SUSPECT,
  COLUMNS,
  COMPLETE,
  COUNTS,
  EXCUSE,
  EXTEND,
  GIVE_UP,
  NEXT_DUE,
  PARK,
  POSTPONE,
  RELEASE,
  UNPARK,
  WAKE,
  WAKE_CONTRACT,
} from './lane-statements';

interface LaneRow {
  key: string;
  kind: LaneKind;
  contractId: string | null;
  attempt: number;
  dueAt: Date;
  waitsFor: string | null;
  priority: number;
  unanswered: number;
  parked: boolean;
}

interface LeasedRow extends LaneRow {
  token: string;
}

export const lanesStore = ({ executor, time }: StoreDeps): Lanes => ({
  wake: async (requests) => {
    if (requests.length > 0) await executor.sql(WAKE, [...wakeColumns(requests), time()]);
  },
  claim: async (worker, limit, leaseMs, { perConnection, perSite, lastPriority } = {}) => {
    const bounds = [perConnection ?? null, perSite ?? null, lastPriority ?? null];
    const rows = await executor.sql<LeasedRow>(CLAIM, [worker, leaseMs, time(), limit, ...bounds]);
    return [...rows].sort(byOrder).map(toLeased);
  },
  claimSuspect: async (worker, leaseMs) => {
    const [row] = await executor.sql<LeasedRow>(CLAIM_SUSPECT, [worker, leaseMs, time()]);
    return row ? toLeased(row) : null;
  },
  excuse: async (worker) => void (await executor.sql(EXCUSE, [worker])),
  giveUp: async ({ key, token }) => void (await executor.sql(GIVE_UP, [key, token])),
  park: async ({ key, token }, waitsFor) => (await executor.sql(PARK, [key, token, waitsFor, time()])).length === 1,
  unpark: async (key) => void (await executor.sql(UNPARK, [key, time()])),
  extend: async ({ key, token }, leaseMs) => (await executor.sql(EXTEND, [key, token, leaseMs, time()])).length === 1,
  complete: async ({ key, token }) => {
    const done = await executor.sql(COMPLETE, [key, token]);
    if (done.length === 0) await executor.sql(RELEASE, [key, token]);
  },
  postpone: async ({ key, token }, afterMs, attempt, waitsFor) => {
    await executor.sql(POSTPONE, [key, token, afterMs, attempt, waitsFor, time()]);
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
  wakeContract: async (contractId) =>
    (await executor.sql<{ count: number }>(WAKE_CONTRACT, [contractId, time()]))[0]?.count ?? 0,
  counts: async () => {
    const [row] = await executor.sql<{ running: number; due: number }>(COUNTS, [time()]);
    return row ?? { running: 0, due: 0 };
  },
  countWaiting: async (contractIds) => {
    const rows = await executor.sql<{ id: string; count: number }>(
      `SELECT contract_id AS id, count(*)::int AS count FROM lanes
       WHERE contract_id = ANY($1::text[]) AND kind = 'link' GROUP BY contract_id`,
      [contractIds],
    );
    return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
  },
  nextDue: async () => (await executor.sql<{ ms: number | null }>(NEXT_DUE, [time()]))[0]?.ms ?? null,
});

const wakeColumns = (requests: readonly WakeRequest[]): readonly unknown[] => [
  requests.map(({ key }) => key),
  requests.map(({ kind }) => kind),
  requests.map(({ contractId }) => contractId),
  requests.map(({ dueAt }) => dueAt ?? null),
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
  unanswered: row.unanswered,
  parked: row.parked,
});

const toLeased = (row: LeasedRow): LeasedLane => ({ ...toLane(row), token: row.token });
