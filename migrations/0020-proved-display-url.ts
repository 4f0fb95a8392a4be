import { type Migration } from './migration';

/**
 * Until here the display URL was what an unsigned body said. From here on it is the base URL until the site itself names
 * another one; without a title a site is asked again with the next tidying.
 */
export const provedDisplayUrl: Migration = {
  name: '0020-proved-display-url',
  up: (run) => run(`UPDATE sites SET display_url = base_url, title = NULL WHERE display_url <> base_url;`),
};
