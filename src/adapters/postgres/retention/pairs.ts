import { type Link } from '../../../core/model';
import { type Executor } from '../executor';
import { countOf } from './batch';
import { sealValues, type WrittenRow } from './seal';

/** What a pair that ended still holds: nothing of its issues but their ids. */
const EMPTY: Omit<Link, 'id' | 'contractId' | 'state' | 'origin' | 'issues' | 'linkedAt'> = {
  facets: {},
  fired: { master: false, provider: false },
  lastStatus: { master: null, provider: null },
  createIntent: null,
  seen: { master: null, provider: null },
  scopeSeen: { master: null, provider: null },
};

const WRITTEN_BY = `
  SELECT w.site_id AS "siteId", w.issue_id AS "issueId", w.field_id AS "fieldId", w.link_id AS "linkId", w.value
  FROM (
    SELECT id, master_site AS site, master_issue_id AS issue FROM links WHERE id = ANY($1::text[])
    UNION SELECT id, provider_site, provider_issue_id FROM links WHERE id = ANY($1::text[])
  ) one JOIN written_fields w ON w.site_id = one.site AND w.issue_id = one.issue AND w.link_id = one.id`;

/**
 * What hangs on pairs that are over. What they wrote is kept as digests: a value of one partner must not go on to another
 * because we forgot whose it was. Of comments and files only whose they are.
 */
const removeTraces = async (executor: Executor, ids: readonly string[]): Promise<void> => {
  for (const table of ['problems', 'conflicts', 'plans']) {
    await executor.sql(`DELETE FROM ${table} WHERE link_id = ANY($1::text[])`, [ids]);
  }
  await sealValues(executor, await executor.sql<WrittenRow>(WRITTEN_BY, [ids]));
};

const TO_EMPTY = `
  SELECT id FROM links WHERE closed_at < $1 AND emptied_at IS NULL AND state = 'closed'
  ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED`;

/** Pairs that ended long ago: the row stays, so that their issues are not taken for new ones. */
export const emptyClosed = (executor: Executor, before: Date, limit: number, now: Date): Promise<number> =>
  executor.atomically(async (inside) => {
    const ids = (await inside.sql<{ id: string }>(TO_EMPTY, [before, limit])).map(({ id }) => id);
    if (ids.length === 0) return 0;
    await removeTraces(inside, ids);
    await inside.sql('UPDATE links SET detail = $2::json, emptied_at = $3 WHERE id = ANY($1::text[])', [
      ids,
      JSON.stringify(EMPTY),
      now,
    ]);
    return ids.length;
  });

/** $1: the connection or the contract; $2: most pairs. */
const FIND = {
  connection: `
  SELECT links.id, links.lane FROM contracts JOIN links ON links.contract_id = contracts.id
  WHERE contracts.connection_id = $1 LIMIT $2 FOR UPDATE OF links SKIP LOCKED`,
  contract: 'SELECT id, lane FROM links WHERE contract_id = $1 LIMIT $2 FOR UPDATE SKIP LOCKED',
} as const;

/** A batch of the pairs of a connection or a contract, with all that hangs on them. */
export const removePairs = (executor: Executor, of: keyof typeof FIND, id: string, limit: number): Promise<number> =>
  executor.atomically(async (inside) => {
    const rows = await inside.sql<{ id: string; lane: string }>(FIND[of], [id, limit]);
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    await removeTraces(inside, ids);
    await inside.sql('DELETE FROM inbox WHERE done_at IS NULL AND lane = ANY($1::text[])', [
      rows.map(({ lane }) => lane),
    ]);
    return countOf(
      inside,
      'WITH gone AS (DELETE FROM links WHERE id = ANY($1::text[]) RETURNING 1) SELECT count(*)::int AS count FROM gone',
      [ids],
    );
  });
