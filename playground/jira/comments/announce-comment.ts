import { announce } from '../issues/events';
import { showWebhookComment } from '../rest/show/comment';
import type { Cause, Site } from '../site';
import type { CommentRecord, Flow, IssueRecord } from '../store/records';

export type CommentEvent = 'comment_created' | 'comment_updated' | 'comment_deleted';

export function announceComment(
  site: Site,
  cause: Cause,
  event: CommentEvent,
  issue: IssueRecord,
  comment: CommentRecord,
  flow: Flow = 'Primary',
): void {
  announce(site, { event, issue, flow, cause, extra: { comment: showWebhookComment(site, comment) } });
}
