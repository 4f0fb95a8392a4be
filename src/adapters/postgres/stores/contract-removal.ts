import { type Side } from '../../../core/model';
import { type Executor } from '../executor';
import { columnOf } from '../per-side';

/** The condition is in the statement: of two that race, one finds the side gone. */
const markRemoved = (side: Side): string => `
  UPDATE contracts SET ${columnOf(side, 'removed_at')} = $2, ${columnOf(side, 'half')} = NULL,
    ${columnOf(side, 'project')} = NULL, ${columnOf(side, 'version')} = 0, ${columnOf(side, 'enabled_at')} = NULL
  WHERE id = $1 AND NOT ${columnOf(side, 'enabled')} AND ${columnOf(side, 'removed_at')} IS NULL
  RETURNING id`;

/** What belongs to one side alone. A problem of a side names its fields and statuses, and nobody can solve it now. */
const OF_ONE_SIDE = ['half_versions', 'offers', 'bulk_runs', 'sweeps', 'problems'] as const;

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

const BATCH = 'SELECT id FROM links WHERE contract_id = $1 ORDER BY id LIMIT $2';

/** By the issue, which is what these tables are found by. */
const writtenOn = (table: 'written_objects' | 'written_fields', side: Side): string => `
  DELETE FROM ${table} AS written USING links
  WHERE links.id = ANY($1::text[]) AND written.link_id = links.id
    AND written.site_id = links.${columnOf(side, 'site')} AND written.issue_id = links.${columnOf(side, 'issue_id')}`;

const OF_PAIRS = [
  writtenOn('written_objects', 'master'),
  writtenOn('written_objects', 'provider'),
  writtenOn('written_fields', 'master'),
  writtenOn('written_fields', 'provider'),
  'DELETE FROM problems WHERE link_id = ANY($1::text[])',
  'DELETE FROM links WHERE id = ANY($1::text[])',
];

/** Lanes of pairs, and of issues that never became one. A lane that runs ends by itself: its contract is over. */
const OF_LANES = [
  `DELETE FROM plans WHERE starts_with(lane, 'link:' || $1 || ':')`,
  `DELETE FROM inbox WHERE starts_with(lane, 'link:' || $1 || ':')`,
  'DELETE FROM lanes WHERE contract_id = $1 AND leased_by IS NULL',
];

/** Versions, offers, conflicts and the rest of the problems go with the row. */
const CONTRACT = 'DELETE FROM contracts WHERE id = $1';

export const purge = async (executor: Executor, id: string, most: number): Promise<boolean> => {
  if ((await executor.sql(LOCK, [id])).length === 0) return true;
  const pairs = (await executor.sql<{ id: string }>(BATCH, [id, most])).map((pair) => pair.id);
  if (pairs.length > 0) for (const statement of OF_PAIRS) await executor.sql(statement, [pairs]);
  if (pairs.length === most) return false;
  for (const statement of [...OF_LANES, CONTRACT]) await executor.sql(statement, [id]);
  return true;
};
