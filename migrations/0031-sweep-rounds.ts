import { type Migration } from './migration';

/** Of halves that were never switched on: nobody waits for them, and they would be replayed on the day of the first switch-on. */
const neverOn = (side: 'master' | 'provider'): string => `
  (split_part(lanes.key, ':', 3) = '${side}' AND contracts.${side}_enabled_at IS NULL)`;

const everOn = (side: 'master' | 'provider'): string => `
  INSERT INTO sweeps (contract_id, side, last_at)
  SELECT id, '${side}', ${side}_enabled_at FROM contracts WHERE ${side}_enabled_at IS NOT NULL
  ON CONFLICT DO NOTHING;
  UPDATE sweeps SET first_at = least(sweeps.last_at, contracts.${side}_enabled_at)
  FROM contracts WHERE contracts.id = sweeps.contract_id AND sweeps.side = '${side}';`;

const lookingAt = (side: 'master' | 'provider'): string => `
  SELECT DISTINCT 'sweep:project:' || connections.${side}_site || ':' || contracts.${side}_project AS key, NULL AS contract_id
  FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.${side}_enabled AND contracts.${side}_project IS NOT NULL AND connections.${side}_site IS NOT NULL`;

/**
 * One look for a project of a site, however many contracts it serves, with where it stands; and a look at every pair of a
 * contract, as slow as its points allow. `first_at` is when a half was switched on for the first time.
 */
export const sweepRounds: Migration = {
  name: '0031-sweep-rounds',
  up: (run) =>
    run(`
      ALTER TABLE sweeps ADD COLUMN first_at timestamptz;
      ${everOn('master')}
      ${everOn('provider')}
      UPDATE sweeps SET first_at = last_at WHERE first_at IS NULL;
      ALTER TABLE sweeps ALTER COLUMN first_at SET NOT NULL;
      ALTER TABLE sweeps DROP COLUMN cursor;

      CREATE TABLE sweep_rounds (
        site_id text NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
        project text NOT NULL,
        started_at timestamptz NOT NULL,
        since timestamptz NOT NULL,
        slack_minutes integer NOT NULL,
        halves json NOT NULL,
        jql text NOT NULL,
        page text,
        PRIMARY KEY (site_id, project)
      );

      CREATE TABLE whole_looks (
        contract_id text PRIMARY KEY REFERENCES contracts (id) ON DELETE CASCADE,
        cursor text,
        asked_at timestamptz,
        ended_at timestamptz
      );

      CREATE INDEX inbox_firsts ON inbox (lane) WHERE hint->>'kind' IN ('created', 'transitioned');

      WITH never AS (
        SELECT lanes.key FROM lanes JOIN contracts ON contracts.id = lanes.contract_id
        WHERE lanes.kind = 'link' AND lanes.leased_by IS NULL AND (${neverOn('master')} OR ${neverOn('provider')})
          AND NOT EXISTS (SELECT FROM links WHERE links.lane = lanes.key)
      ), gone AS (
        DELETE FROM lanes USING never WHERE lanes.key = never.key
      )
      DELETE FROM inbox USING never WHERE inbox.lane = never.key AND inbox.done_at IS NULL;

      DELETE FROM lanes WHERE kind = 'sweep';
      INSERT INTO lanes (key, kind, contract_id, priority, due_at, free_at)
      SELECT key, 'sweep', contract_id, 50, now(), now() FROM (
        ${lookingAt('master')} UNION ${lookingAt('provider')}
        UNION SELECT 'sweep:contract:' || id, id FROM contracts WHERE master_enabled AND provider_enabled
      ) looks;
    `),
};
