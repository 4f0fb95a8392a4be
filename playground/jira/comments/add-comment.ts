import type { Json, JsonObject } from '../json';
import { checkDoc } from '../adf/check';
import { mediaFault } from '../adf/media';
import { normaliseDoc } from '../adf/normalise';
import { isEmptyDoc } from '../adf/text';
import { HttpFault } from '../http/faults';
import { announceUpdate, touchIssue } from '../issues/events';
import { propertiesOf } from '../issues/properties';
import type { Cause, Site } from '../site';
import { nextId } from '../store/state';
import type { CommentRecord, IssueRecord, Visibility } from '../store/records';
import { announceComment } from './announce-comment';
import { readVisibility } from './visibility';

export interface CommentDraft {
  readonly body: JsonObject;
  readonly visibility: Visibility | null;
  readonly properties: Record<string, Json>;
}

export function readComment(site: Site, cause: Cause, issue: IssueRecord | null, json: JsonObject): CommentDraft {
  const project = issue && site.state.projects.get(issue.projectId);
  return {
    body: readBody(site, issue?.id ?? null, json.body),
    visibility: readVisibility(site, cause, project, json.visibility),
    properties: propertiesOf(json.properties),
  };
}

const MESSAGES = new Set(['INVALID_INPUT', 'ATTACHMENT_VALIDATION_ERROR']);

export function readBody(site: Site, issueId: string | null, json: Json | undefined): JsonObject {
  const checked = checkDoc(json ?? null);
  const fault =
    'fault' in checked ? checked.fault : (mediaFault(site, checked.doc, issueId) ?? emptyFault(checked.doc));
  if (fault !== null)
    throw MESSAGES.has(fault) ? new HttpFault(400, [fault]) : new HttpFault(400, [], { comment: fault });
  return normaliseDoc(site, (checked as { doc: JsonObject }).doc);
}

const emptyFault = (doc: JsonObject): string | null => (isEmptyDoc(doc) ? 'Comment body can not be empty!' : null);

export function addComment(site: Site, cause: Cause, issue: IssueRecord, draft: CommentDraft): CommentRecord {
  const now = site.clock.now();
  const comment = site.state.comments.put({
    id: nextId(site.state, 'comment'),
    issueId: issue.id,
    authorId: cause.actor.id,
    updateAuthorId: cause.actor.id,
    created: now,
    updated: now,
    ...draft,
  });
  touchIssue(site, issue);
  announceComment(site, cause, 'comment_created', issue, comment);
  if (site.settings.issueUpdatedOnComment) announceUpdate(site, cause, issue, null, 'issue_commented');
  return comment;
}
