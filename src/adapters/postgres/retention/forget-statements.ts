import { type ForgetRule } from '../../../sync/ports';
import { deleting } from './batch';

/** Nobody is at it, and no failed attempt waits for its next. */
const RESTS = `lanes.leased_by IS NULL AND lanes.attempt = 0`;

/** Lanes without anything to do, with the events that nobody will ask for any more. */
const deletingLanes = (rows: string): string => `
  WITH gone AS (
    DELETE FROM lanes WHERE ctid = ANY(ARRAY(${rows} FOR UPDATE OF lanes SKIP LOCKED)) RETURNING key
  ), events AS (
    DELETE FROM inbox WHERE done_at IS NULL AND lane IN (SELECT key FROM gone)
  ) SELECT count(*)::int AS count FROM gone`;

/** What people asked for is answered, however late; the rest of a side that never ran began before anybody wanted it. */
const HINTS = `inbox.hint->>'kind' NOT IN ('request', 'join', 'bulk', 'manual')`;

/** $1: before when; $2: most rows. `links.emptied` has statements of its own. */
export const FORGET: Readonly<Record<Exclude<ForgetRule, 'links.emptied' | 'half_versions.superseded'>, string>> = {
  'activity.old': deleting('activity', 'SELECT ctid FROM activity WHERE at < $1 ORDER BY at LIMIT $2'),
  'bulk_items.ended': deleting(
    'bulk_items',
    `SELECT bulk_items.ctid FROM bulk_runs JOIN bulk_items ON bulk_items.run_id = bulk_runs.id
     WHERE bulk_runs.ended_at < $1 LIMIT $2`,
  ),
  'bulk_runs.ended': deleting(
    'bulk_runs',
    `SELECT ctid FROM bulk_runs WHERE ended_at < $1
       AND NOT EXISTS (SELECT 1 FROM bulk_items WHERE run_id = bulk_runs.id) LIMIT $2`,
  ),
  'conflicts.decided': deleting(
    'conflicts',
    `SELECT ctid FROM conflicts WHERE (winner IS NOT NULL OR chosen IS NOT NULL) AND at < $1 ORDER BY at LIMIT $2`,
  ),
  'inbox.handled': deleting('inbox', 'SELECT ctid FROM inbox WHERE done_at < $1 ORDER BY done_at LIMIT $2'),
  'inbox.before-first-enabling': deleting(
    'inbox',
    `SELECT inbox.ctid FROM contracts
     JOIN lanes ON lanes.contract_id = contracts.id AND lanes.kind = 'link'
     JOIN inbox ON inbox.lane = lanes.key AND inbox.done_at IS NULL
     WHERE (contracts.master_enabled_at IS NULL OR contracts.provider_enabled_at IS NULL)
       AND inbox.received_at < $1 AND ${HINTS}
       AND CASE inbox.hint->>'side'
         WHEN 'master' THEN contracts.master_enabled_at ELSE contracts.provider_enabled_at END IS NULL
     LIMIT $2`,
  ),
  'invitations.over': deleting(
    'invitations',
    'SELECT ctid FROM invitations WHERE expires_at < $1 ORDER BY expires_at LIMIT $2',
  ),
  'lanes.idle': deletingLanes(
    `SELECT lanes.ctid FROM contracts JOIN lanes ON lanes.contract_id = contracts.id
     WHERE NOT (contracts.master_enabled AND contracts.provider_enabled) AND $1::timestamptz IS NOT NULL
       AND lanes.kind = 'link' AND lanes.free_at > now() AND ${RESTS}
       AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.lane = lanes.key AND inbox.done_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM links WHERE links.lane = lanes.key AND links.state <> 'closed')
     LIMIT $2`,
  ),
  'lanes.orphaned': deletingLanes(
    `SELECT lanes.ctid FROM lanes WHERE contract_id IS NOT NULL AND $1::timestamptz IS NOT NULL
       AND (leased_by IS NULL OR free_at < now())
       AND NOT EXISTS (SELECT 1 FROM contracts WHERE contracts.id = lanes.contract_id) LIMIT $2`,
  ),
  'pair_requests.answered': deleting(
    'pair_requests',
    'SELECT ctid FROM pair_requests WHERE asked_at < $1 AND answered_at < $1 ORDER BY asked_at LIMIT $2',
  ),
  'people_seen.unseen': deleting(
    'people_seen',
    'SELECT ctid FROM people_seen WHERE last_seen < $1 ORDER BY last_seen LIMIT $2',
  ),
  'removals.over': deleting(
    'removals',
    `SELECT removals.ctid FROM removals JOIN links ON links.id = removals.link_id
     WHERE asked_at < $1 AND links.state = 'closed' ORDER BY asked_at LIMIT $2`,
  ),
  'plans.carried-out': deleting(
    'plans',
    `SELECT ctid FROM plans WHERE planned_at < $1 AND (
       NOT EXISTS (SELECT 1 FROM operations WHERE plan_id = plans.id AND state = 'planned')
       OR NOT EXISTS (SELECT 1 FROM links WHERE links.id = plans.link_id)) LIMIT $2`,
  ),
  'problems.resolved': deleting(
    'problems',
    'SELECT ctid FROM problems WHERE resolved_at < $1 ORDER BY resolved_at LIMIT $2',
  ),
  // Of a project that no contract covers any more.
  'sweep_rounds.left': deleting('sweep_rounds', 'SELECT ctid FROM sweep_rounds WHERE started_at < $1 LIMIT $2'),
  'used_tokens.expired': deleting(
    'used_tokens',
    'SELECT ctid FROM used_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2',
  ),
  'workflow_edges.unused': deleting(
    'workflow_edges',
    `SELECT ctid FROM workflow_edges WHERE $1::timestamptz IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM contracts JOIN connections ON connections.id = contracts.connection_id
       WHERE (contracts.master_project = workflow_edges.project_key AND connections.master_site = workflow_edges.site_id)
          OR (contracts.provider_project = workflow_edges.project_key AND connections.provider_site = workflow_edges.site_id)) LIMIT $2`,
  ),
};

/** $1: before when; $2: how many of the newest stay; $3: most rows. The present one is never among them. */
export const FORGET_VERSIONS = deleting(
  'half_versions',
  `SELECT half_versions.ctid FROM half_versions JOIN contracts ON contracts.id = half_versions.contract_id
   WHERE half_versions.at < $1 AND half_versions.number <= $2::int * -1
     + CASE half_versions.side WHEN 'master' THEN contracts.master_version ELSE contracts.provider_version END
   LIMIT $3`,
);

export const DROP_UNHANDLED = `
  WITH gone AS (
    DELETE FROM inbox WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM inbox WHERE done_at IS NULL AND received_at < $1 ORDER BY received_at LIMIT $2
      FOR UPDATE SKIP LOCKED)) RETURNING split_part(lane, ':', 2) AS contract
  ) SELECT contract AS "contractId", count(*)::int AS count FROM gone GROUP BY contract`;

export const NOTE_CLOSED = `
  WITH noted AS (
    UPDATE links SET closed_at = $1 WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM links WHERE state = 'closed' AND closed_at IS NULL LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1
  ) SELECT count(*)::int AS count FROM noted`;
