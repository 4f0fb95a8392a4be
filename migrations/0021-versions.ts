import { type Migration } from './migration';

/**
 * What two people edit at once carries a version: the user table of a connection, and templates. The index finds the
 * newest entries of a kind that is rare among many.
 */
export const versions: Migration = {
  name: '0021-versions',
  up: (run) =>
    run(`
      ALTER TABLE connections ADD COLUMN users_version integer NOT NULL DEFAULT 0;
      ALTER TABLE templates ADD COLUMN version integer NOT NULL DEFAULT 1;
      CREATE INDEX activity_connection_kind ON activity (connection_id, kind, id);
    `),
};
