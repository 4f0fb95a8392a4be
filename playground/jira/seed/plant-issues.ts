import { createIssue } from '../issues/create-issue';
import type { Site } from '../site';
import type { SiteSeed } from './types';

/** Issues of the seed, made as their reporters would make them, at the seed's own time. */
export function plantIssues(site: Site, seed: SiteSeed): void {
  site.clock.freeze(Date.parse(seed.createdAt));
  for (const { project, issueType, reporter, fields } of seed.issues ?? []) {
    const cause = { actor: site.state.users.get(reporter), trace: null };
    createIssue(site, cause, { fields: { ...fields, project: { key: project }, issuetype: { name: issueType } } });
  }
  site.clock.reset();
}
