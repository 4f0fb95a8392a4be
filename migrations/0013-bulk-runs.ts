import { type Migration } from './migration';

/**
 * Work on many issues at once. One open run for each half. An issue stands in a run once, so that gathering may begin
 * anew; `asked_at` is set when its lane was asked, `ended_at` when the lane answered.
 */
export const bulkRuns: Migration = {
  name: '0013-bulk-runs',
  up: (run) =>
    run(`
      ALTER TABLE lanes DROP CONSTRAINT lanes_kind_check;
      ALTER TABLE lanes ADD CONSTRAINT lanes_kind_check CHECK (kind IN ('link', 'sweep', 'bulk', 'housekeeping'));

      CREATE TABLE bulk_runs (
        id text PRIMARY KEY,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        kind text NOT NULL CHECK (kind IN ('create', 'link')),
        state text NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'finished')),
        jql text,
        key_field text,
        author text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        gathered boolean NOT NULL,
        cursor text
      );
      CREATE UNIQUE INDEX bulk_runs_open ON bulk_runs (contract_id, side) WHERE state IN ('running', 'paused');
      CREATE INDEX bulk_runs_contract_id ON bulk_runs (contract_id, side, started_at);

      CREATE TABLE bulk_items (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run_id text NOT NULL REFERENCES bulk_runs (id) ON DELETE CASCADE,
        mine text NOT NULL,
        key text,
        issue_id text,
        theirs text,
        theirs_id text,
        state text NOT NULL CHECK (state IN ('waiting', 'asked', 'done', 'failed', 'skipped')),
        cause text,
        remedy text,
        asked_at timestamptz,
        ended_at timestamptz,
        UNIQUE (run_id, mine)
      );
      CREATE INDEX bulk_items_state ON bulk_items (run_id, state, id);
      CREATE INDEX bulk_items_ended_at ON bulk_items (run_id, ended_at);
    `),
};
