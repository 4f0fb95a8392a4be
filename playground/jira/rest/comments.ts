import type { Router } from 'express';
import { addComment, readComment } from '../comments/add-comment';
import { editComment, removeComment } from '../comments/edit-comment';
import { visibleComments } from '../comments/visible-comments';
import { inside } from '../comments/visibility';
import { param, query, queryList, routes, type Call } from '../http/call';
import { badRequest, forbidden, HttpFault, notFound } from '../http/faults';
import { pageBean, sliceOf, windowOf } from '../http/page';
import { checkProperty } from '../issues/properties';
import type { Json } from '../json';
import { demand, sees } from '../permissions';
import type { Site } from '../site';
import type { CommentRecord, IssueRecord } from '../store/records';
import { issueOf } from './issues';
import { showComment, showProperties } from './show/comment';

export const commentRoutes = (site: Site): Router =>
  routes(site, {
    'get /issue/:issue/comment': list,
    'post /issue/:issue/comment': add,
    'get /issue/:issue/comment/:id': get,
    'put /issue/:issue/comment/:id': edit,
    'delete /issue/:issue/comment/:id': remove,
    'post /comment/list': listByIds,
    'get /comment/:id/properties': propertyKeys,
    'get /comment/:id/properties/:key': getProperty,
    'put /comment/:id/properties/:key': setProperty,
    'delete /comment/:id/properties/:key': removeProperty,
  });

const expandOf = (call: Call): string[] => queryList(call, 'expand');

function list(call: Call): void {
  const all = visibleComments(call.site, call.user, issueOf(call));
  const orderBy = query(call, 'orderBy') ?? 'created';
  if (!/^[+-]?created$/.test(orderBy.trim())) throw badRequest("'orderBy' can only be 'created'.");
  const ordered = orderBy.startsWith('-') ? all.reverse() : all;
  const window = windowOf(call, 100, 5_000);
  const comments = sliceOf(ordered, window).map((comment) => showComment(call.site, comment, expandOf(call)));
  call.res.json({ ...window, total: all.length, comments });
}

function add(call: Call): void {
  const issue = issueOf(call);
  demand(call.site, call.user, issue, 'ADD_COMMENTS');
  if (call.site.state.comments.of(issue.id).length >= call.site.settings.ceilings.comments)
    throw new HttpFault(413, ['The per-issue limit of comments has been reached.']);
  const draft = readComment(call.site, call.cause, issue, call.body);
  const comment = addComment(call.site, call.cause, issue, draft);
  call.res.status(201).json(showComment(call.site, comment, expandOf(call)));
}

function commentOf(call: Call): { issue: IssueRecord; comment: CommentRecord } {
  const issue = issueOf(call);
  const comment = visibleComments(call.site, call.user, issue).find((each) => each.id === param(call, 'id'));
  if (!comment) throw notFound(`Can not find a comment for the id: ${param(call, 'id')}.`);
  return { issue, comment };
}

function get(call: Call): void {
  call.res.json(showComment(call.site, commentOf(call).comment, expandOf(call)));
}

function edit(call: Call): void {
  const { issue, comment } = commentOf(call);
  editComment(call.site, call.cause, issue, comment, call.body);
  call.res.json(showComment(call.site, comment, expandOf(call)));
}

function remove(call: Call): void {
  const { issue, comment } = commentOf(call);
  removeComment(call.site, call.cause, issue, comment);
  call.res.status(204).end();
}

/** Those of the ids that the caller may read. */
function listByIds(call: Call): void {
  const { ids } = call.body;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 1_000)
    throw badRequest('Between 1 and 1000 comment ids must be given.');
  const found = [...new Set(ids.map(String))].flatMap((id) => {
    const comment = call.site.state.comments.find(id);
    return comment && reads(call, comment) ? [comment] : [];
  });
  call.res.json(
    pageBean(call, found, { startAt: 0, maxResults: 1_000 }, (comment) =>
      showComment(call.site, comment, expandOf(call)),
    ),
  );
}

function reads({ site, user }: Call, comment: CommentRecord): boolean {
  const issue = site.state.issues.find(comment.issueId);
  return (
    issue !== null &&
    sees(site, user, issue) &&
    inside(user, site.state.projects.get(issue.projectId), comment.visibility)
  );
}

/** Of its properties Jira's description tells both apart: 403 where one may not see the comment, 404 where there is none. */
function readable(call: Call): CommentRecord {
  const comment = call.site.state.comments.find(param(call, 'id'));
  if (!comment) throw notFound(`Can not find a comment for the id: ${param(call, 'id')}.`);
  if (!reads(call, comment)) throw forbidden('You do not have permission to view this comment.');
  return comment;
}

function propertyKeys(call: Call): void {
  const comment = readable(call);
  const base = `${call.site.url}/rest/api/3/comment/${comment.id}/properties`;
  call.res.json({
    keys: Object.keys(comment.properties).map((key) => ({ key, self: `${base}/${encodeURIComponent(key)}` })),
  });
}

function getProperty(call: Call): void {
  const key = param(call, 'key');
  const found = showProperties(readable(call).properties).find((property) => property.key === key);
  if (!found) throw notFound(`The property with key ${key} does not exist.`);
  call.res.json(found);
}

function setProperty(call: Call): void {
  const comment = readable(call);
  const key = param(call, 'key');
  const known = key in comment.properties;
  comment.properties[key] = checkProperty(key, call.req.body as Json | undefined);
  call.site.state.comments.put(comment);
  call.res.status(known ? 200 : 201).json({});
}

function removeProperty(call: Call): void {
  const comment = readable(call);
  const key = param(call, 'key');
  if (!(key in comment.properties)) throw notFound(`The property with key ${key} does not exist.`);
  delete comment.properties[key];
  call.site.state.comments.put(comment);
  call.res.status(204).end();
}
