import { type Side } from '../../../core/model';
import { type RemovalAnswer, type Removals } from '../../../sync/ports';
import { type StoreDeps } from './deps';

// Two lanes that ask at once would each count without the other.
const IN_TURN = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const NOTE = `
  INSERT INTO removals (link_id, contract_id, side, asked_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (link_id) DO UPDATE SET side = excluded.side
  RETURNING answer, passed_at IS NOT NULL AS passed`;

const COUNT = `
  SELECT count(*) FILTER (WHERE passed_at >= $3)::int AS recent,
    count(*) FILTER (WHERE passed_at IS NULL AND answer IS NULL AND EXISTS (
      SELECT 1 FROM links WHERE links.id = link_id AND state <> 'closed'))::int AS waiting,
    (SELECT count(*)::int FROM links WHERE contract_id = $1 AND state <> 'closed') AS pairs
  FROM removals WHERE contract_id = $1 AND side = $2`;

const DROP = `
  WITH gone AS (DELETE FROM removals WHERE link_id = $1 RETURNING link_id, contract_id, side)
  SELECT gone.side FROM gone
  WHERE NOT EXISTS (
    SELECT 1 FROM removals WHERE removals.contract_id = gone.contract_id AND removals.side = gone.side
      AND removals.link_id <> gone.link_id AND passed_at IS NULL AND answer IS NULL)`;

const ANSWER = `
  UPDATE removals SET answer = $3
  WHERE contract_id = $1 AND side = $2 AND passed_at IS NULL AND answer IS NULL
  RETURNING link_id AS "linkId"`;

export const removalsStore = ({ executor }: StoreDeps): Removals => ({
  ask: async ({ contractId, side, linkId }, since, at) => {
    await executor.sql(IN_TURN, [`removals ${contractId} ${side}`]);
    const [noted] = await executor.sql<{ answer: RemovalAnswer | null; passed: boolean }>(NOTE, [
      linkId,
      contractId,
      side,
      at,
    ]);
    const [counted] = await executor.sql<{ recent: number; waiting: number; pairs: number }>(COUNT, [
      contractId,
      side,
      since,
    ]);
    if (!noted || !counted) throw new Error('Postgres returned no removal.');
    return { ...noted, ...counted };
  },
  letThrough: async (linkId, at) =>
    void (await executor.sql('UPDATE removals SET passed_at = $2 WHERE link_id = $1', [linkId, at])),
  drop: async (linkId) => (await executor.sql<{ side: Side }>(DROP, [linkId]))[0]?.side ?? null,
  answer: async (contractId, side, answer) =>
    (await executor.sql<{ linkId: string }>(ANSWER, [contractId, side, answer])).map(({ linkId }) => linkId),
});
