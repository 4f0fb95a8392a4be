import type { RequestHandler, Router } from 'express';
import { query, routes, type Call } from '../http/call';
import { badRequest, forbidden, HttpFault } from '../http/faults';
import { moveIssue } from '../issues/move-issue';
import { objectOf, stringsOf } from '../json';
import { administers, demand, getIssue, getProject } from '../permissions';
import type { Site } from '../site';
import { factOf, nextId } from '../store/state';

export const siteInfoRoutes = (site: Site): Router =>
  routes(site, {
    'get /webhook/failed': failedWebhooks,
    'post /bulk/issues/move': bulkMove,
    'get /bulk/queue/:task': bulkProgress,
  });

/** `GET /serverInfo` needs no login, so it stands outside the authenticated routes. */
export const serverInfo =
  (site: Site): RequestHandler =>
  (_req, res) => {
    res.json({
      baseUrl: site.url,
      displayUrl: site.url,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100290,
      buildDate: '2026-11-01T00:00:00.000+0000',
      serverTime: new Date(site.clock.now()).toISOString().replace('Z', '+0000'),
      scmInfo: '0000000000000000000000000000000000000000',
      serverTitle: site.title,
      serverTimeZone: factOf(site.state, 'timeZone'),
    });
  };

/** Not a documented API, but what everybody asks for the cloud id. */
export const tenantInfo =
  (site: Site): RequestHandler =>
  (_req, res) => {
    res.json({ cloudId: factOf(site.state, 'cloudId') });
  };

/** Deliveries that failed for good in the last 72 hours, oldest first, by a cursor of their failure times. */
function failedWebhooks(call: Call): void {
  const { site, caller } = call;
  if (!caller.installation) throw forbidden('Only Connect apps can use this operation.');
  const after = Number(query(call, 'after') ?? 0);
  const maxResults = Math.min(Number(query(call, 'maxResults') ?? 100), 100);
  if (Number.isNaN(after) || Number.isNaN(maxResults)) throw badRequest("'after' and 'maxResults' must be numbers.");
  const { id: addonKey, baseUrl } = caller.installation;
  const found = site.outbox
    .failed()
    .filter((delivery) => delivery.addonKey === addonKey && delivery.dueAt > after)
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, maxResults);
  const last = found[found.length - 1];
  call.res.json({
    values: found.map((delivery) => ({
      id: delivery.identifier,
      ...(delivery.body === null ? {} : { body: delivery.body }),
      url: `${baseUrl}${delivery.url}`,
      failureTime: delivery.dueAt,
    })),
    maxResults,
    ...(last ? { next: `${site.url}/rest/api/3/webhook/failed?maxResults=${maxResults}&after=${last.dueAt}` } : {}),
  });
}

/** Moves at once, and answers like Jira with a task whose progress may be asked. */
function bulkMove(call: Call): void {
  const { site, body } = call;
  const mapping = objectOf(body.targetToSourcesMapping);
  for (const [target, sources] of Object.entries(mapping)) {
    const [projectKey = '', typeId = ''] = target.split(',');
    const project = getProject(site, call.user, projectKey);
    for (const name of stringsOf(objectOf(sources).issueIdsOrKeys)) {
      const issue = getIssue(site, call.user, name);
      demand(site, call.user, issue, 'MOVE_ISSUES');
      moveIssue(site, call.cause, issue, project, typeId);
    }
  }
  const taskId = nextId(site.state, 'task');
  call.res.status(201).json({ taskId });
}

function bulkProgress(call: Call): void {
  if (!administers(call.site, call.user)) throw new HttpFault(403, ['Only the user who started the task may see it.']);
  call.res.json({ taskId: String(call.req.params.task), status: 'COMPLETE', progressPercent: 100 });
}
