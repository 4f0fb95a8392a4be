import { type Migration } from './migration';

/**
 * Pairs that one side asks of the other. `theirs` is the other side's issue as it was named: nothing of it is looked up
 * before that side's yes. An issue waits in one request at a time, and so does a name. `agreed` on an item: the yes is there.
 */
export const pairRequests: Migration = {
  name: '0017-pair-requests',
  up: (run) =>
    run(`
      ALTER TABLE bulk_runs DROP CONSTRAINT bulk_runs_state_check;
      ALTER TABLE bulk_runs ADD CONSTRAINT bulk_runs_state_check
        CHECK (state IN ('running', 'paused', 'asked', 'stopped', 'finished'));
      ALTER TABLE bulk_items DROP CONSTRAINT bulk_items_state_check;
      ALTER TABLE bulk_items ADD CONSTRAINT bulk_items_state_check
        CHECK (state IN ('waiting', 'awaiting', 'asked', 'done', 'failed', 'skipped'));
      ALTER TABLE bulk_items ADD COLUMN agreed boolean NOT NULL DEFAULT false;

      CREATE TABLE pair_requests (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        run_id text REFERENCES bulk_runs (id) ON DELETE SET NULL,
        item_id bigint REFERENCES bulk_items (id) ON DELETE SET NULL,
        issue_id text NOT NULL,
        issue_key text NOT NULL,
        theirs text NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn', 'expired')),
        answered_by text,
        answered_at timestamptz
      );
      CREATE UNIQUE INDEX pair_requests_issue ON pair_requests (contract_id, side, issue_id) WHERE state = 'waiting';
      CREATE UNIQUE INDEX pair_requests_theirs ON pair_requests (contract_id, side, theirs) WHERE state = 'waiting';
      CREATE INDEX pair_requests_state ON pair_requests (contract_id, side, state, id);
      CREATE INDEX pair_requests_declined ON pair_requests (contract_id, side, issue_id) WHERE state = 'declined';
      CREATE INDEX pair_requests_run_id ON pair_requests (run_id, state);
      CREATE INDEX pair_requests_item_id ON pair_requests (item_id);
      CREATE INDEX pair_requests_asked_at ON pair_requests (asked_at);
    `),
};
