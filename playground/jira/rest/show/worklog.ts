import { jiraTime } from '../../dates';
import { toWiki } from '../../adf/to-wiki';
import { durationOf } from '../../fields/kinds/time-tracking';
import type { Site } from '../../site';
import type { JsonObject } from '../../json';
import { factOf } from '../../store/state';
import type { WorklogRecord } from '../../store/records';
import { showVisibility } from './comment';
import { showUser, showWebhookUser } from './user';

export function showWorklog(site: Site, worklog: WorklogRecord, version: 2 | 3 = 3): JsonObject {
  const zone = factOf(site.state, 'timeZone');
  const user = version === 3 ? showUser : showWebhookUser;
  const comment = worklog.comment && (version === 3 ? worklog.comment : toWiki(worklog.comment));
  return {
    self: `${site.url}/rest/api/${version}/issue/${worklog.issueId}/worklog/${worklog.id}`,
    author: user(site, worklog.authorId),
    updateAuthor: user(site, worklog.updateAuthorId),
    ...(comment === null ? {} : { comment }),
    created: jiraTime(worklog.created, zone),
    updated: jiraTime(worklog.updated, zone),
    started: jiraTime(worklog.started, zone),
    timeSpent: durationOf(worklog.seconds),
    timeSpentSeconds: worklog.seconds,
    ...showVisibility(worklog.visibility),
    id: worklog.id,
    issueId: worklog.issueId,
  };
}
