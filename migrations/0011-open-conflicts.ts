import { type Migration } from './migration';

/** How many conflicts wait for a decision is asked for every contract at once, whatever the history holds. */
export const openConflicts: Migration = {
  name: '0011-open-conflicts',
  up: (run) =>
    run(`
      CREATE INDEX conflicts_open_contract ON conflicts (contract_id) WHERE winner IS NULL AND chosen IS NULL;
    `),
};
