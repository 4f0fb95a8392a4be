import type { Site } from '../site';
import type { JsonObject } from '../json';
import type { IssueEvent } from '../issues/events';
import { showReadOnly, showValues, type ShowAs } from '../rest/show/issue-fields';
import { showChange } from '../rest/show/history';
import { showWebhookUser } from '../rest/show/user';
import type { IssueRecord, UserRecord } from '../store/records';

/** Comment objects never stand in issue bodies (deprecation notice of 28 Jan 2026). */
const LEFT_OUT = new Set(['comment', 'worklog']);
/** All that the issue of a comment event tells. */
const REDUCED = new Set(['summary', 'issuetype', 'project', 'assignee', 'priority', 'status']);

/** The issue in the shape of REST v2: texts are wiki markup. Addresses lack `/issue/`, as in captures since 2025. */
function showIssue(site: Site, issue: IssueRecord, reader: UserRecord, wanted: (id: string) => boolean): JsonObject {
  const as: ShowAs = { reader, version: 2, comments: 0 };
  return {
    id: issue.id,
    self: `${site.url}/rest/api/2/${issue.id}`,
    key: issue.key,
    fields: { ...showReadOnly(site, issue, as, wanted), ...showValues(site, issue, as, wanted) },
  };
}

/** What every webhook of this event says; `properties` are added per module. */
export function webhookBody(site: Site, event: IssueEvent): JsonObject {
  const { actor } = event.cause;
  const head = { timestamp: site.clock.now(), webhookEvent: event.event };
  const user = showWebhookUser(site, actor.id);
  if (event.event.startsWith('jira:issue_')) {
    return {
      ...head,
      ...(event.type ? { issue_event_type_name: event.type } : {}),
      user,
      ...(event.issue ? { issue: showIssue(site, event.issue, actor, (id) => !LEFT_OUT.has(id)) } : {}),
      ...(event.history ? { changelog: { id: event.history.id, items: event.history.items.map(showChange) } } : {}),
    };
  }
  if (event.event.startsWith('comment_')) {
    const issue = event.issue && showIssue(site, event.issue, actor, (id) => REDUCED.has(id));
    return { ...head, ...event.extra, ...(issue ? { issue } : {}), eventType: 'primaryAction' };
  }
  if (event.event.startsWith('issue_property_')) {
    const issue = event.issue && showIssue(site, event.issue, actor, (id) => REDUCED.has(id));
    return { ...head, user, ...(issue ? { issue } : {}), ...event.extra };
  }
  return { ...head, ...event.extra };
}

/** Adds the entity properties that a module asked for (`propertyKeys`); there are none on deletions. */
export function withProperties(body: JsonObject, event: IssueEvent, keys: readonly string[]): JsonObject {
  const { issue } = event;
  if (keys.length === 0 || !issue || event.event === 'jira:issue_deleted') return body;
  const shown = body.issue;
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) return body;
  const properties = Object.fromEntries(Object.entries(issue.properties).filter(([key]) => keys.includes(key)));
  return { ...body, issue: { ...shown, properties } };
}
