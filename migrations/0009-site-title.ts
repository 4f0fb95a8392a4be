import { type Migration } from './migration';

/** What a site calls itself, for people; its address says little where a company has several. */
export const siteTitle: Migration = {
  name: '0009-site-title',
  up: (run) => run('ALTER TABLE sites ADD COLUMN title text'),
};
