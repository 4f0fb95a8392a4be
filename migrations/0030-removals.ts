import { type Migration } from './migration';

/**
 * Copies that are to be deleted because their originals were: what is let through within a day is counted, what is more
 * waits for a person's answer. One row for each pair; it goes with the pair.
 */
export const removals: Migration = {
  name: '0030-removals',
  up: (run) =>
    run(`
      CREATE TABLE removals (
        link_id text PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        asked_at timestamptz NOT NULL,
        passed_at timestamptz,
        answer text CHECK (answer IN ('delete', 'keep'))
      );
      CREATE INDEX removals_asked_at ON removals (asked_at);
      CREATE INDEX removals_contract_id ON removals (contract_id, side, asked_at);
    `),
};
