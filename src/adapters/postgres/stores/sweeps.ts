import { type Side } from '../../../core/model';
import { type SweepRound, type Sweeps } from '../../../sync/ports';
import { iso, isoOrNull } from '../per-side';
import { type StoreDeps } from './deps';

/** Once, whatever is switched off and on later: it says since when a half takes part. */
export const FIRST_ON = `
  INSERT INTO sweeps (contract_id, side, last_at, first_at) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING`;

const looking = (side: Side): string => `
  SELECT contracts.id, '${side}' AS side, contracts.created_at
  FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.${side}_project = $2 AND connections.${side}_site = $1 AND connections.state = 'active'
    AND contracts.master_removed_at IS NULL AND contracts.provider_removed_at IS NULL`;

const LOOKERS = `
  SELECT sweeps.contract_id AS "contractId", sweeps.side, sweeps.last_at AS "lastAt", sweeps.first_at AS "firstAt"
  FROM (${looking('master')} UNION ALL ${looking('provider')}) looking
  JOIN sweeps ON sweeps.contract_id = looking.id AND sweeps.side = looking.side
  ORDER BY looking.created_at, looking.id, looking.side`;

const looksAt = (side: Side): string => `
  SELECT connections.${side}_site AS "siteId", contracts.${side}_project AS project
  FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.id = $1 AND connections.${side}_site IS NOT NULL AND contracts.${side}_project IS NOT NULL`;

const PROJECTS = `${looksAt('master')} UNION ${looksAt('provider')}`;

const ROUND = `
  SELECT started_at AS "startedAt", since, slack_minutes AS "slackMinutes", halves, jql, page FROM sweep_rounds WHERE site_id = $1 AND project = $2`;

const SAVE_ROUND = `
  INSERT INTO sweep_rounds (site_id, project, started_at, since, slack_minutes, halves, jql, page)
  VALUES ($1, $2, $3, $4, $5, $6::json, $7, $8)
  ON CONFLICT (site_id, project) DO UPDATE
  SET started_at = excluded.started_at, since = excluded.since, slack_minutes = excluded.slack_minutes,
    halves = excluded.halves, jql = excluded.jql, page = excluded.page`;

const NOTE = `
  UPDATE sweeps SET last_at = greatest(last_at, $3) FROM unnest($1::text[], $2::text[]) AS half (contract_id, side)
  WHERE sweeps.contract_id = half.contract_id AND sweeps.side = half.side`;

const AS_ASKED = `whole_looks.asked_at IS NOT DISTINCT FROM $4::timestamptz`;

const SAVE_WHOLE = `
  INSERT INTO whole_looks (contract_id, cursor, ended_at) SELECT id, $2, $3::timestamptz FROM contracts WHERE id = $1
  ON CONFLICT (contract_id) DO UPDATE SET ended_at = excluded.ended_at,
    cursor = CASE WHEN ${AS_ASKED} THEN excluded.cursor END,
    asked_at = CASE WHEN ${AS_ASKED} AND excluded.cursor IS NULL THEN NULL ELSE whole_looks.asked_at END`;

const ASK_WHOLE = `
  INSERT INTO whole_looks (contract_id, asked_at) SELECT id, $2::timestamptz FROM contracts WHERE id = $1
  ON CONFLICT (contract_id) DO UPDATE SET asked_at = excluded.asked_at, cursor = NULL`;

type RoundRow = Omit<SweepRound, 'startedAt' | 'since'> & { readonly startedAt: Date; readonly since: Date };

interface WholeRow {
  cursor: string | null;
  askedAt: Date | null;
  endedAt: Date | null;
}

export const sweepsStore = ({ executor }: StoreDeps): Sweeps => ({
  lookers: async (siteId, project) => {
    const rows = await executor.sql<{ contractId: string; side: Side; lastAt: Date; firstAt: Date }>(LOOKERS, [
      siteId,
      project,
    ]);
    return rows.map((row) => ({ ...row, lastAt: iso(row.lastAt), firstAt: iso(row.firstAt) }));
  },
  projectsOf: (contractId) => executor.sql<{ siteId: string; project: string }>(PROJECTS, [contractId]),
  findRound: async (siteId, project) => {
    const [row] = await executor.sql<RoundRow>(ROUND, [siteId, project]);
    return row ? { ...row, startedAt: iso(row.startedAt), since: iso(row.since) } : null;
  },
  saveRound: async (siteId, project, round) => {
    if (round === null) {
      await executor.sql('DELETE FROM sweep_rounds WHERE site_id = $1 AND project = $2', [siteId, project]);
      return;
    }
    const { startedAt, since, slackMinutes, halves, jql, page } = round;
    await executor.sql(SAVE_ROUND, [
      siteId,
      project,
      startedAt,
      since,
      slackMinutes,
      JSON.stringify(halves),
      jql,
      page,
    ]);
  },
  note: async (halves, lastAt) => {
    const [ids, sides] = [halves.map(({ contractId }) => contractId), halves.map(({ side }) => side)];
    if (ids.length > 0) await executor.sql(NOTE, [ids, sides, lastAt]);
  },
  findWhole: async (contractId) => {
    const [row] = await executor.sql<WholeRow>(
      'SELECT cursor, asked_at AS "askedAt", ended_at AS "endedAt" FROM whole_looks WHERE contract_id = $1',
      [contractId],
    );
    if (!row) return { cursor: null, askedAt: null, endedAt: null };
    return { cursor: row.cursor, askedAt: isoOrNull(row.askedAt), endedAt: isoOrNull(row.endedAt) };
  },
  saveWhole: async (contractId, { cursor, endedAt, askedAt }) => {
    await executor.sql(SAVE_WHOLE, [contractId, cursor, endedAt, askedAt]);
  },
  askWhole: async (contractId, at) => void (await executor.sql(ASK_WHOLE, [contractId, at])),
});
