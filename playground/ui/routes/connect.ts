import express, { type Request, type Response } from 'express';
import { openPage, pageToken } from '../../client/control';
import { HttpError } from '../../client/http';
import { passOnAs } from '../../client/jira';
import { customOf, pageQueryOf } from '../connect/address';
import { param, queryText, type Doors } from '../doors';
import { appPage } from '../pages/app-page';
import { projectSettingsPage } from '../pages/project-settings';
import { APPS, appsPage } from '../pages/settings';
import type { Visit } from '../site';

/** Pages of apps, and what the host script asks the site for. */
export function addConnect({ show, raw, router }: Doors): void {
  show(APPS, (visit) => appsPage(visit));
  show('/plugins/servlet/project-config/:key', (visit, request) =>
    projectSettingsPage(visit, { key: param(request, 'key'), opened: null, more: {} }),
  );
  raw('get', '/plugins/servlet/ac/:addon/:module', openModule);
  raw('get', '/ui/connect/token', async (visit, request, response) => {
    response.json({
      token: await pageToken(visit.site.baseUrl, queryText(request, 'addon'), pageQueryOf(visit, request)),
    });
  });
  router.use('/ui/as-person', express.raw({ type: () => true, limit: '10mb' }));
  for (const method of ['get', 'post', 'put', 'delete'] as const) raw(method, '/ui/as-person/*', passOn);
}

/** The page around the frame; with `classifier=json` what is needed to make the frame, as Jira's host script asks for it. */
async function openModule(
  visit: Visit,
  request: Request,
  response: Response,
  send: (text: string) => void,
): Promise<void> {
  const query = pageQueryOf(visit, request);
  const custom = customOf(request);
  const [addon, module] = [param(request, 'addon'), param(request, 'module')];
  const opened = await openPage(visit.site.baseUrl, addon, module, query, custom);
  if (queryText(request, 'classifier') === 'json') response.json(opened);
  else send(await appPage(visit, opened, query, custom));
}

/**
 * `AP.request`: a call of Jira's REST API as the person who looks. The header is one that no other origin may send
 * unasked, so a framed page cannot call past the host script.
 */
async function passOn(visit: Visit, request: Request, response: Response): Promise<void> {
  if (request.headers['x-host-script'] === undefined)
    throw new HttpError(403, 'AP.request', 'Not from the host script');
  const path = request.originalUrl.replace('/ui/as-person', '');
  const answer = await passOnAs(visit.session, path, {
    method: request.method,
    type: request.headers['content-type'] ?? null,
    body: Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : null,
  });
  const type = answer.headers.get('content-type');
  response.status(answer.status).set(type === null ? {} : { 'content-type': type });
  response.send(Buffer.from(await answer.arrayBuffer()));
}
