import { type Site } from '../ports';

/** What people call a Jira site: its host, as they see it in the browser. */
export const siteName = ({ displayUrl }: Site): string => displayUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
