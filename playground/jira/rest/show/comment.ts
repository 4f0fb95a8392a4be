import { toWiki } from '../../adf/to-wiki';
import { mediaNames } from '../../adf/media';
import { jiraTime } from '../../dates';
import type { Site } from '../../site';
import { isObject, type Json, type JsonObject } from '../../json';
import { factOf } from '../../store/state';
import type { CommentRecord, Visibility } from '../../store/records';
import { showUser, showWebhookUser } from './user';

export const showVisibility = (visibility: Visibility | null): JsonObject =>
  visibility === null
    ? {}
    : { visibility: { type: visibility.type, value: visibility.value, identifier: visibility.value } };

/** Internal notes of a service project carry the property `sd.public.comment`; every other comment is public. */
export function isPublic(site: Site, comment: CommentRecord): boolean {
  const issue = site.state.issues.find(comment.issueId);
  const project = issue && site.state.projects.get(issue.projectId);
  if (project?.kind !== 'service_desk') return true;
  const mark = comment.properties['sd.public.comment'];
  return !(isObject(mark) && mark.internal === true);
}

export const showProperties = (properties: Readonly<Record<string, Json>>): JsonObject[] =>
  Object.entries(properties).map(([key, value]) => ({ key, value }));

export function showComment(site: Site, comment: CommentRecord, expand: readonly string[] = []): JsonObject {
  const zone = factOf(site.state, 'timeZone');
  return {
    self: `${site.url}/rest/api/3/issue/${comment.issueId}/comment/${comment.id}`,
    id: comment.id,
    author: showUser(site, comment.authorId),
    body: comment.body,
    updateAuthor: showUser(site, comment.updateAuthorId),
    created: jiraTime(comment.created, zone),
    updated: jiraTime(comment.updated, zone),
    ...showVisibility(comment.visibility),
    jsdPublic: isPublic(site, comment),
    ...(expand.includes('properties') ? { properties: showProperties(comment.properties) } : {}),
    ...(expand.includes('renderedBody') ? { renderedBody: `<p>${escapeHtml(wikiOf(site, comment))}</p>` } : {}),
  };
}

/** As `comment_*` webhooks carry it: wiki markup, v2 addresses. */
export function showWebhookComment(site: Site, comment: CommentRecord): JsonObject {
  return {
    ...showComment(site, comment),
    self: `${site.url}/rest/api/2/issue/${comment.issueId}/comment/${comment.id}`,
    author: showWebhookUser(site, comment.authorId),
    updateAuthor: showWebhookUser(site, comment.updateAuthorId),
    body: wikiOf(site, comment),
  };
}

const wikiOf = (site: Site, comment: CommentRecord): string => toWiki(comment.body, mediaNames(site, comment.issueId));

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
