import { type Migration } from './migration';

/** A claim looks for the next lanes of each contract, whatever else waits, and counts what a worker has already. */
export const fairClaims: Migration = {
  name: '0027-fair-claims',
  up: (run) =>
    run(`
      CREATE INDEX lanes_by_contract ON lanes (priority, (coalesce(contract_id, '')), free_at);
      CREATE INDEX lanes_leased ON lanes (leased_by) WHERE leased_by IS NOT NULL;
    `),
};
