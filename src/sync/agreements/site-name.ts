import { type Site } from '../ports';

/** What people call a Jira site: its host, as they see it in the browser. */
export const siteName = ({ title, displayUrl }: Pick<Site, 'title' | 'displayUrl'>): string =>
  title ?? displayUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
