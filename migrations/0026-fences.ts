import { type Migration } from './migration';

/**
 * `token` is new with each claim of a lane: whatever a run writes is written only while the lane still has the token of its
 * claim. `revision` counts the saves of a link, so that none is made on top of one that was not read.
 */
export const fences: Migration = {
  name: '0026-fences',
  up: (run) =>
    run(`
      ALTER TABLE lanes ADD COLUMN token uuid;
      ALTER TABLE links ADD COLUMN revision integer NOT NULL DEFAULT 0;
    `),
};
