import type { JsonObject } from '../json';
import { forbidden } from '../http/faults';
import { touchIssue } from '../issues/events';
import { propertiesOf } from '../issues/properties';
import { demandUnarchived, may } from '../permissions';
import type { Cause, Site } from '../site';
import type { CommentRecord, IssueRecord } from '../store/records';
import { readBody } from './add-comment';
import { announceComment } from './announce-comment';
import { readVisibility } from './visibility';

type Act = 'EDIT' | 'DELETE';

/** One's own comments with the `OWN` permission, those of others with `ALL`. */
export function demandComment(site: Site, cause: Cause, issue: IssueRecord, comment: CommentRecord, act: Act): void {
  demandUnarchived(issue);
  const project = site.state.projects.get(issue.projectId);
  const own = comment.authorId === cause.actor.id && may(site, cause.actor, project, `${act}_OWN_COMMENTS`);
  if (own || may(site, cause.actor, project, `${act}_ALL_COMMENTS`)) return;
  throw forbidden(`You do not have the permission to ${act.toLowerCase()} this comment.`);
}

/** A list of properties replaces those it names; without one, the internal flag and all others stay. */
export function editComment(
  site: Site,
  cause: Cause,
  issue: IssueRecord,
  comment: CommentRecord,
  json: JsonObject,
): void {
  demandComment(site, cause, issue, comment, 'EDIT');
  const body = readBody(site, issue.id, json.body);
  const project = site.state.projects.get(issue.projectId);
  if (json.visibility !== undefined) comment.visibility = readVisibility(site, cause, project, json.visibility);
  Object.assign(comment.properties, propertiesOf(json.properties));
  comment.body = body;
  comment.updated = site.clock.now();
  comment.updateAuthorId = cause.actor.id;
  site.state.comments.put(comment);
  touchIssue(site, issue);
  announceComment(site, cause, 'comment_updated', issue, comment);
}

export function removeComment(site: Site, cause: Cause, issue: IssueRecord, comment: CommentRecord): void {
  demandComment(site, cause, issue, comment, 'DELETE');
  site.state.comments.remove(comment.id);
  touchIssue(site, issue);
  announceComment(site, cause, 'comment_deleted', issue, comment);
}
