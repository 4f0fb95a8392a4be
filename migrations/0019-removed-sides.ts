import { type Migration } from './migration';

/**
 * Each side removes its own half. The row, and the pairs under it, stay until both sides are marked; then they are taken
 * away in batches, found by the partial index.
 */
export const removedSides: Migration = {
  name: '0019-removed-sides',
  up: (run) =>
    run(`
      ALTER TABLE contracts ADD COLUMN master_removed_at timestamptz, ADD COLUMN provider_removed_at timestamptz;
      CREATE INDEX contracts_removed ON contracts (id)
        WHERE master_removed_at IS NOT NULL AND provider_removed_at IS NOT NULL;
    `),
};
