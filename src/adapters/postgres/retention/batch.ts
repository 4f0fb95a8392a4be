import { type Executor } from '../executor';

interface Count {
  count: number;
}

export const countOf = async (executor: Executor, statement: string, bind: readonly unknown[]): Promise<number> =>
  (await executor.sql<Count>(statement, bind))[0]?.count ?? 0;

/**
 * Deletes the rows that `rows` finds (their ctids, at most as many as it says). Rows that somebody is at are left for
 * another time: nobody waits for a tidying.
 */
export const deleting = (table: string, rows: string): string => `
  WITH gone AS (
    DELETE FROM ${table} WHERE ctid = ANY(ARRAY(${rows} FOR UPDATE OF ${table} SKIP LOCKED)) RETURNING 1
  ) SELECT count(*)::int AS count FROM gone`;
