import { type Migration } from './migration';

/**
 * When something was over, so that it can be removed after its time, and the indexes that find it without reading the
 * rest. `retention_walks` remembers where a walk through a table stands; `account_reports` when Atlassian is next asked
 * about a person.
 */
export const retention: Migration = {
  name: '0018-retention',
  up: (run) =>
    run(`
      ALTER TABLE sites ADD COLUMN uninstalled_at timestamptz, ADD COLUMN accounts_gathered_at timestamptz;
      UPDATE sites SET uninstalled_at = updated_at WHERE state = 'uninstalled';
      CREATE INDEX sites_uninstalled_at ON sites (uninstalled_at) WHERE uninstalled_at IS NOT NULL;

      ALTER TABLE connections ADD COLUMN ended_at timestamptz;
      UPDATE connections SET ended_at = now() WHERE state NOT IN ('invited', 'active');
      CREATE INDEX connections_ended_at ON connections (ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX connections_invited ON connections (created_at) WHERE state = 'invited';
      CREATE INDEX invitations_expires_at ON invitations (expires_at);

      ALTER TABLE links ADD COLUMN closed_at timestamptz, ADD COLUMN emptied_at timestamptz;
      CREATE INDEX links_newly_closed ON links (id) WHERE state = 'closed' AND closed_at IS NULL;
      CREATE INDEX links_to_empty ON links (closed_at) WHERE closed_at IS NOT NULL AND emptied_at IS NULL;

      CREATE INDEX inbox_unhandled ON inbox (received_at) WHERE done_at IS NULL;
      CREATE INDEX plans_link_id ON plans (link_id);
      CREATE INDEX activity_actor ON activity (actor) WHERE actor IS NOT NULL;
      CREATE INDEX problems_contract_id ON problems (contract_id);
      CREATE INDEX problems_resolved_at ON problems (resolved_at) WHERE resolved_at IS NOT NULL;
      CREATE INDEX conflicts_facet ON conflicts (link_id, facet, at);
      CREATE INDEX conflicts_decided ON conflicts (at) WHERE winner IS NOT NULL OR chosen IS NOT NULL;
      CREATE INDEX half_versions_at ON half_versions (at);
      CREATE INDEX bulk_runs_ended_at ON bulk_runs (ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX people_seen_age ON people_seen (last_seen);
      ALTER TABLE written_objects ADD COLUMN written_at timestamptz NOT NULL DEFAULT now();

      CREATE TABLE retention_walks (
        name text PRIMARY KEY,
        block bigint NOT NULL
      );

      CREATE TABLE account_reports (
        site_id text NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
        account_id text NOT NULL,
        taken_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, account_id)
      );
      CREATE INDEX account_reports_due_at ON account_reports (site_id, due_at);
    `),
};
