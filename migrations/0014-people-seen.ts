import { type Migration } from './migration';

/** People of one side whose names the other side came to see: whom an admin may want in the user table. */
export const peopleSeen: Migration = {
  name: '0014-people-seen',
  up: (run) =>
    run(`
      CREATE TABLE people_seen (
        connection_id text NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        account_id text NOT NULL,
        name text NOT NULL,
        last_seen timestamptz NOT NULL,
        PRIMARY KEY (connection_id, side, account_id)
      );
      CREATE INDEX people_seen_last_seen ON people_seen (connection_id, side, last_seen);
    `),
};
