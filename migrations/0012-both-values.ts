import { type Migration } from './migration';

/** A conflict can be decided for both values. */
export const bothValues: Migration = {
  name: '0012-both-values',
  up: (run) =>
    run(`
      ALTER TABLE conflicts DROP CONSTRAINT conflicts_chosen_check;
      ALTER TABLE conflicts ADD CONSTRAINT conflicts_chosen_check CHECK (chosen IN ('master', 'provider', 'both'));
    `),
};
