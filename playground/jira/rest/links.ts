import type { Router } from 'express';
import { addComment, readComment } from '../comments/add-comment';
import { param, query, routes, type Call } from '../http/call';
import { badRequest, notFound } from '../http/faults';
import { linkIssues, linkType, unlinkIssues } from '../links/link-issues';
import { isObject, type JsonObject, objectOf, stringOf, wordOf } from '../json';
import { demand, getIssue, sees } from '../permissions';
import type { Site } from '../site';
import { nextId } from '../store/state';
import type { IssueLinkRecord, RemoteLinkRecord } from '../store/records';
import { issueOf } from './issues';
import { showLink } from './show/link';

/** Links between issues of this site, and links to things elsewhere. */
export const linkRoutes = (site: Site): Router =>
  routes(site, {
    'post /issueLink': create,
    'get /issueLink/:id': (call) => void call.res.json(showLink(site, linkOf(call), null)),
    'delete /issueLink/:id': remove,
    'get /issue/:issue/remotelink': listRemote,
    'post /issue/:issue/remotelink': putRemote,
    'delete /issue/:issue/remotelink': removeByGlobalId,
    'get /issue/:issue/remotelink/:id': (call) => void call.res.json(showRemote(site, remoteOf(call))),
    'delete /issue/:issue/remotelink/:id': removeRemote,
  });

/** `outwardIssue` is what the outward phrase leads to: "inward blocks outward" (`POST /issueLink` names both ends). */
function create(call: Call): void {
  const { site, body } = call;
  const end = (json: JsonObject) => getIssue(site, call.user, wordOf(json.key ?? json.id));
  const [source, destination] = [end(objectOf(body.inwardIssue)), end(objectOf(body.outwardIssue))];
  const comment = isObject(body.comment) ? readComment(site, call.cause, source, body.comment) : null;
  linkIssues(site, call.cause, { type: linkType(site, body.type), source, destination });
  if (comment) addComment(site, call.cause, source, comment);
  call.res.status(201).end();
}

function linkOf(call: Call): IssueLinkRecord {
  const link = call.site.state.issueLinks.find(param(call, 'id'));
  const ends = link ? [link.sourceId, link.destinationId].map((id) => call.site.state.issues.find(id)) : [];
  if (!link || ends.some((issue) => issue === null || !sees(call.site, call.user, issue)))
    throw notFound(`No issue link with id '${param(call, 'id')}' exists.`);
  return link;
}

function remove(call: Call): void {
  const link = linkOf(call);
  demand(call.site, call.user, call.site.state.issues.get(link.sourceId), 'LINK_ISSUES');
  unlinkIssues(call.site, call.cause, link);
  call.res.status(204).end();
}

const selfOf = (site: Site, link: RemoteLinkRecord): string =>
  `${site.url}/rest/api/3/issue/${link.issueId}/remotelink/${link.id}`;

const showRemote = (site: Site, link: RemoteLinkRecord): JsonObject => ({
  id: Number(link.id),
  self: selfOf(site, link),
  ...(link.globalId === null ? {} : { globalId: link.globalId }),
  application: link.application,
  ...(link.relationship === null ? {} : { relationship: link.relationship }),
  object: link.object,
});

function listRemote(call: Call): void {
  const issue = issueOf(call);
  const globalId = query(call, 'globalId');
  const all = call.site.state.remoteLinks.of(issue.id);
  if (globalId === null) {
    call.res.json(all.map((link) => showRemote(call.site, link)));
    return;
  }
  const found = all.find((link) => link.globalId === globalId);
  if (!found) throw notFound(`No remote issue link with global id '${globalId}' exists.`);
  call.res.json(showRemote(call.site, found));
}

/** With a `globalId` that is known, the link is written over: what is not said is gone. */
function putRemote(call: Call): void {
  const { site, body } = call;
  const issue = issueOf(call);
  demand(site, call.user, issue, 'LINK_ISSUES');
  const object = objectOf(body.object);
  if (typeof object.url !== 'string' || typeof object.title !== 'string')
    throw badRequest("'object' needs a 'url' and a 'title'.");
  const globalId = stringOf(body.globalId);
  if ((globalId ?? '').length > 255) throw badRequest("'globalId' must not exceed 255 characters.");
  const known =
    globalId === null ? undefined : site.state.remoteLinks.of(issue.id).find((link) => link.globalId === globalId);
  const link = site.state.remoteLinks.put({
    id: known?.id ?? nextId(site.state, 'remoteLink'),
    issueId: issue.id,
    globalId,
    application: objectOf(body.application),
    relationship: stringOf(body.relationship),
    object,
  });
  call.res.status(known ? 200 : 201).json({ id: Number(link.id), self: selfOf(site, link) });
}

function remoteOf(call: Call): RemoteLinkRecord {
  const link = call.site.state.remoteLinks.of(issueOf(call).id).find(({ id }) => id === param(call, 'id'));
  if (!link) throw notFound(`No remote issue link with id '${param(call, 'id')}' exists.`);
  return link;
}

function removeRemote(call: Call): void {
  demand(call.site, call.user, issueOf(call), 'LINK_ISSUES');
  call.site.state.remoteLinks.remove(remoteOf(call).id);
  call.res.status(204).end();
}

function removeByGlobalId(call: Call): void {
  const issue = issueOf(call);
  demand(call.site, call.user, issue, 'LINK_ISSUES');
  const found = call.site.state.remoteLinks.of(issue.id).find((link) => link.globalId === query(call, 'globalId'));
  if (!found) throw notFound('No remote issue link with this global id exists.');
  call.site.state.remoteLinks.remove(found.id);
  call.res.status(204).end();
}
