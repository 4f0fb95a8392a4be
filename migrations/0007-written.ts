import { type Migration } from './migration';

/** What Accord wrote on a site (whose comment is it, whose value), and the edges of workflows it has seen. */
export const written: Migration = {
  name: '0007-written',
  up: (run) =>
    run(`
      CREATE TABLE written_objects (
        site_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('comment', 'attachment')),
        object_id text NOT NULL,
        issue_id text NOT NULL,
        link_id text NOT NULL,
        mirrors text,
        PRIMARY KEY (site_id, kind, object_id)
      );
      CREATE INDEX written_objects_issue ON written_objects (site_id, issue_id);

      CREATE TABLE written_fields (
        site_id text NOT NULL,
        issue_id text NOT NULL,
        field_id text NOT NULL,
        link_id text NOT NULL,
        value json NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, issue_id, field_id, link_id)
      );

      CREATE TABLE workflow_edges (
        site_id text NOT NULL,
        project_key text NOT NULL,
        issue_type text NOT NULL,
        from_status text NOT NULL,
        to_status text NOT NULL,
        PRIMARY KEY (site_id, project_key, issue_type, from_status, to_status)
      );
    `),
};
