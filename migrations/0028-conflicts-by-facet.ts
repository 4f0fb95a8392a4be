import { type Migration } from './migration';

/** The latest conflict of a facet is asked for in the transaction that stores a plan. */
export const conflictsByFacet: Migration = {
  name: '0028-conflicts-by-facet',
  up: (run) =>
    run(`
      CREATE INDEX conflicts_link_facet ON conflicts (link_id, facet, at);
    `),
};
