import { type Lane, type LaneKind, type Lanes, SUSPECT_AFTER, type WakeRequest } from '../../../sync/ports';
import { iso } from '../per-side';
import { type StoreDeps } from './deps';
import {
  CLAIM,
  CLAIM_SUSPECT,
  COLUMNS,
  COMPLETE,
  EXCUSE,
  EXTEND,
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

export const lanesStore = ({ executor }: StoreDeps): Lanes => ({
  wake: async (requests) => {
    if (requests.length > 0) await executor.sql(WAKE, wakeColumns(requests));
  },
  claim: async (worker, limit, leaseMs, at) => {
    const until = new Date(at.getTime() + leaseMs);
    const rows = await executor.sql<LaneRow>(CLAIM, [worker, limit, until, at]);
    return [...rows].sort(byOrder).map(toLane);
  },
  claimSuspect: async (worker, leaseMs, at) => {
    const [row] = await executor.sql<LaneRow>(CLAIM_SUSPECT, [worker, new Date(at.getTime() + leaseMs), at]);
    return row ? toLane(row) : null;
  },
  excuse: async (worker) => void (await executor.sql(EXCUSE, [worker])),
  park: async (key, worker, at, waitsFor) => (await executor.sql(PARK, [key, worker, at, waitsFor])).length === 1,
  unpark: async (key, at) => void (await executor.sql(UNPARK, [key, at])),
  extend: async (key, worker, until) => (await executor.sql(EXTEND, [key, worker, until])).length === 1,
  complete: async (key, worker) => {
    const done = await executor.sql(COMPLETE, [key, worker]);
    if (done.length === 0) await executor.sql(RELEASE, [key, worker]);
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
  wakeContract: async (contractId, at) =>
    (await executor.sql<{ count: number }>(WAKE_CONTRACT, [contractId, at]))[0]?.count ?? 0,
  counts: async (at) => {
    const [row] = await executor.sql<{ running: number; due: number }>(
      `SELECT count(*) FILTER (WHERE leased_by IS NOT NULL AND free_at > $1)::int AS running,
              count(*) FILTER (WHERE free_at <= $1)::int AS due FROM lanes`,
      [at],
    );
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
  nextDue: async () => {
    const [row] = await executor.sql<{ at: Date | null }>(
      'SELECT min(free_at) AS at FROM lanes WHERE unanswered < $1',
      [SUSPECT_AFTER],
    );
    return row?.at ?? null;
  },
});

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
  unanswered: row.unanswered,
  parked: row.parked,
});
