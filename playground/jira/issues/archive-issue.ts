import type { Cause, Site } from '../site';
import type { IssueRecord } from '../store/records';
import { announce } from './events';
import { subtasksOf } from './remove-issue';

/** The archive of one issue and its sub-tasks. Its fields and its time of change stay as they are. */
export function setArchived(site: Site, cause: Cause, issue: IssueRecord, archived: boolean): void {
  if (archived) issue.archived = { at: site.clock.now(), byId: cause.actor.id };
  else delete issue.archived;
  site.state.issues.put(issue);
  const type = archived ? 'issue_archived' : 'issue_restored';
  announce(site, { event: 'jira:issue_updated', issue, flow: 'Primary', cause, type, history: null });
  for (const child of subtasksOf(site, issue)) setArchived(site, cause, child, archived);
}
