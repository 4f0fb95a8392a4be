import type { Site } from '../site';
import type { IssueRecord } from '../store/records';

/** By id, by key in any case, or by a key that it had before it was moved. */
export function findIssue(site: Site, idOrKey: string): IssueRecord | null {
  if (/^\d+$/.test(idOrKey)) return site.state.issues.find(idOrKey);
  return site.keys.find(idOrKey);
}
