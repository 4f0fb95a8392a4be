import { type Migration } from './migration';

/**
 * The inbox and the lanes. `free_at` is when a lane may be claimed: its due time, or the end of its lease while a worker
 * has it. `woken` counts wakes, `woken_at_claim` remembers the count of the claim: they differ when it was woken meanwhile.
 */
export const lanes: Migration = {
  name: '0004-lanes',
  up: (run) =>
    run(`
      CREATE TABLE inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lane text NOT NULL,
        site_id text NOT NULL,
        delivery_id text NOT NULL,
        hint json NOT NULL,
        received_at timestamptz NOT NULL,
        done_at timestamptz,
        UNIQUE (site_id, delivery_id, lane)
      );
      CREATE INDEX inbox_waiting ON inbox (lane, id) WHERE done_at IS NULL;
      CREATE INDEX inbox_done_at ON inbox (done_at) WHERE done_at IS NOT NULL;

      CREATE TABLE lanes (
        key text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('link', 'sweep', 'housekeeping')),
        contract_id text,
        priority smallint NOT NULL,
        due_at timestamptz NOT NULL,
        free_at timestamptz NOT NULL,
        attempt integer NOT NULL DEFAULT 0,
        waits_for text,
        leased_by text,
        woken integer NOT NULL DEFAULT 0,
        woken_at_claim integer NOT NULL DEFAULT 0
      ) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
      CREATE INDEX lanes_order ON lanes (priority, free_at);
      CREATE INDEX lanes_free_at ON lanes (free_at);
      CREATE INDEX lanes_contract_id ON lanes (contract_id);

      CREATE TABLE sweeps (
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        last_at timestamptz NOT NULL,
        cursor text,
        PRIMARY KEY (contract_id, side)
      );
    `),
};
