import { type AccountReport, ERASED, type PersonalData } from '../../../sync/ports';
import { iso } from '../per-side';
import { countPerson, erasePerson } from '../people/erase';
import { type StoreDeps } from './deps';

const BEGIN = `
  UPDATE sites SET accounts_gathered_at = $2
  WHERE id = $1 AND (accounts_gathered_at IS NULL OR accounts_gathered_at < $3) RETURNING id`;

const OF_SIDE = `CASE side WHEN 'master' THEN master_site ELSE provider_site END = $1`;
const OF_CONTRACT = (table: string): string => `
  ${table} JOIN contracts ON contracts.id = ${table}.contract_id
  JOIN connections ON connections.id = contracts.connection_id`;

/** Everybody who is at home at the site. Of a bare id it does not matter when it was taken over: it does not change. */
const HELD = `
  SELECT account_id, max(taken_at) AS taken_at FROM (
    SELECT account_id, last_seen AS taken_at FROM people_seen
    JOIN connections ON connections.id = people_seen.connection_id WHERE ${OF_SIDE}
    UNION ALL SELECT master, created_at FROM user_pairs
    JOIN connections ON connections.id = user_pairs.connection_id WHERE master_site = $1
    UNION ALL SELECT provider, created_at FROM user_pairs
    JOIN connections ON connections.id = user_pairs.connection_id WHERE provider_site = $1
    UNION ALL SELECT actor, at FROM activity JOIN connections ON connections.id = activity.connection_id
    WHERE actor IS NOT NULL AND (side IS DISTINCT FROM 'provider' AND master_site = $1
      OR side IS DISTINCT FROM 'master' AND provider_site = $1)
    UNION ALL SELECT author, at FROM ${OF_CONTRACT('half_versions')} WHERE ${OF_SIDE}
    UNION ALL SELECT author, started_at FROM ${OF_CONTRACT('bulk_runs')} WHERE ${OF_SIDE}
    UNION ALL SELECT asked_by, asked_at FROM ${OF_CONTRACT('pair_requests')} WHERE ${OF_SIDE}
    UNION ALL SELECT answered_by, answered_at FROM ${OF_CONTRACT('pair_requests')}
    WHERE answered_by IS NOT NULL AND CASE WHEN (side = 'master') = (pair_requests.state = 'withdrawn')
      THEN master_site ELSE provider_site END = $1
    UNION ALL SELECT author, at FROM templates WHERE site_id = $1
    UNION ALL SELECT inviter_account, created_at FROM invitations WHERE inviter_site = $1
  ) held
  WHERE account_id ~ '^[A-Za-z0-9:_-]{1,128}$' AND account_id <> '${ERASED}'
    AND account_id NOT IN (SELECT unnest(own_account_ids) FROM sites WHERE id = $1)
  GROUP BY account_id`;

/** Of whom nothing is held any more nothing is reported; whoever is new is due at once. */
const GATHER = `
  WITH held AS (${HELD}), gone AS (
    DELETE FROM account_reports WHERE site_id = $1 AND account_id NOT IN (SELECT account_id FROM held)
  )
  INSERT INTO account_reports AS report (site_id, account_id, taken_at, due_at)
  SELECT $1, account_id, taken_at, $2 FROM held
  ON CONFLICT (site_id, account_id) DO UPDATE SET taken_at = greatest(report.taken_at, excluded.taken_at)
  RETURNING account_id`;

const DUE = `
  SELECT account_id AS "accountId", taken_at AS "takenAt" FROM account_reports
  WHERE site_id = $1 AND due_at <= $2 ORDER BY due_at, account_id LIMIT $3`;

const REPORTED = `
  UPDATE account_reports SET due_at = $3 WHERE site_id = $1 AND account_id = ANY($2::text[])`;

const AT_SITE = `account_id = $2 AND connection_id IN (
  SELECT id FROM connections WHERE CASE people_seen.side WHEN 'master' THEN master_site ELSE provider_site END = $1)`;

const TAKEN = 'UPDATE account_reports SET taken_at = $3 WHERE site_id = $1 AND account_id = $2';

export const personalDataStore = ({ executor }: StoreDeps): PersonalData => ({
  gather: (siteId, at, since) =>
    executor.atomically(async (inside) => {
      if ((await inside.sql(BEGIN, [siteId, at, since])).length === 0) return false;
      await inside.sql(GATHER, [siteId, at]);
      return true;
    }),
  due: async (siteId, at, limit) => {
    const rows = await executor.sql<{ accountId: string; takenAt: Date }>(DUE, [siteId, at, limit]);
    return rows.map(({ accountId, takenAt }): AccountReport => ({ accountId, takenAt: iso(takenAt) }));
  },
  noteReported: async (siteId, accountIds, dueAt) => {
    await executor.sql(REPORTED, [siteId, accountIds, dueAt]);
  },
  renew: (siteId, accountId, name, at) =>
    executor.atomically(async (inside) => {
      if (name === null) await inside.sql(`DELETE FROM people_seen WHERE ${AT_SITE}`, [siteId, accountId]);
      else await inside.sql(`UPDATE people_seen SET name = $3 WHERE ${AT_SITE}`, [siteId, accountId, name]);
      await inside.sql(TAKEN, [siteId, accountId, at]);
    }),
  count: (person) => countPerson(executor, person),
  erase: (person) => erasePerson(executor, person),
});
