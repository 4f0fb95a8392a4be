import { type Side } from '../../../core/model';
import { type Executor } from '../executor';
import { columnOf } from '../per-side';
import { removePairs } from '../retention/pairs';

/** The condition is in the statement: of two that race, one finds the side gone. */
const markRemoved = (side: Side): string => `
  UPDATE contracts SET ${columnOf(side, 'removed_at')} = $2, ${columnOf(side, 'half')} = NULL,
    ${columnOf(side, 'project')} = NULL, ${columnOf(side, 'version')} = 0, ${columnOf(side, 'enabled_at')} = NULL
  WHERE id = $1 AND NOT ${columnOf(side, 'enabled')} AND ${columnOf(side, 'removed_at')} IS NULL
  RETURNING id`;

/** What belongs to one side alone. A problem of a side names its fields and statuses, and nobody can solve it now. */
const OF_ONE_SIDE = ['half_versions', 'offers', 'pair_requests', 'bulk_runs', 'sweeps', 'problems'] as const;

export const removeSide = async (executor: Executor, id: string, side: Side, at: Date): Promise<boolean> => {
  const marked = await executor.sql(markRemoved(side), [id, at]);
  if (marked.length === 0) return false;
  for (const table of OF_ONE_SIDE) {
    await executor.sql(`DELETE FROM ${table} WHERE contract_id = $1 AND side = $2`, [id, side]);
  }
  return true;
};

const BOTH_REMOVED = 'master_removed_at IS NOT NULL AND provider_removed_at IS NOT NULL';

export const REMOVED = `SELECT id FROM contracts WHERE ${BOTH_REMOVED} ORDER BY id LIMIT $1`;

const LOCK = `SELECT id FROM contracts WHERE id = $1 AND ${BOTH_REMOVED} FOR UPDATE`;

/** Lanes of pairs that never were. One that runs ends by itself: its contract is over. */
const LANES = `
  WITH gone AS (DELETE FROM lanes WHERE contract_id = $1 AND leased_by IS NULL RETURNING key)
  DELETE FROM inbox WHERE done_at IS NULL AND lane IN (SELECT key FROM gone)`;

/** Versions, offers, conflicts and the rest of the problems go with the row. */
const CONTRACT = 'DELETE FROM contracts WHERE id = $1';

export const purge = async (executor: Executor, id: string, most: number): Promise<boolean> => {
  if ((await executor.sql(LOCK, [id])).length === 0) return true;
  if ((await removePairs(executor, 'contract', id, most)) === most) return false;
  for (const statement of [LANES, CONTRACT]) await executor.sql(statement, [id]);
  return true;
};
