import { type Migration } from './migration';

/**
 * `unanswered` counts claims in a row that nobody answered: the process died or stood still. A lane that was parked for
 * it has `free_at` at the end of time, so that no claim sees it; events still come to its inbox.
 */
export const unansweredLanes: Migration = {
  name: '0015-unanswered-lanes',
  up: (run) =>
    run(`
      ALTER TABLE lanes
        ADD COLUMN unanswered integer NOT NULL DEFAULT 0,
        ADD COLUMN parked_at timestamptz;
      CREATE INDEX lanes_suspect ON lanes (free_at) WHERE unanswered > 1;
    `),
};
