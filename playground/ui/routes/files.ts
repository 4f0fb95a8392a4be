import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response as ExpressResponse } from 'express';
import { attach, deleteAttachment, openAttachment } from '../../client/jira';
import { param, type Doors } from '../doors';
import { oneOf, type Posted } from '../fields/form';
import { personCookie } from '../site';
import { readUploads } from '../uploads';

/** Attachments, and the choice of a person. */
export function addFiles({ act, raw }: Doors): void {
  raw('post', '/browse/:key/files', async ({ session }, request, response) => {
    const key = param(request, 'key');
    for (const file of await readUploads(request)) await attach(session, key, file);
    response.redirect(303, `/browse/${key}`);
  });
  act('/browse/:key/files/:id/delete', async ({ session }, _posted, request) => {
    await deleteAttachment(session, param(request, 'id'));
    return `/browse/${param(request, 'key')}`;
  });
  raw('get', '/ui/files/:id/:name', async ({ session }, request, response) => {
    await passOn(await openAttachment(session, param(request, 'id')), param(request, 'name'), response);
  });
  raw('post', '/ui/act-as', ({ site }, request, response) => {
    const posted = (request.body ?? {}) as Posted;
    response
      .set('set-cookie', personCookie(site, oneOf(posted, 'person')))
      .redirect(303, localPath(oneOf(posted, 'back')));
    return Promise.resolve();
  });
}

/** Only a path of this site: no address of another host. */
const localPath = (text: string): string => (/^\/(?![/\\])/.test(text) ? text : '/');

const SHOWN = /^image\/(png|jpeg|gif|webp)$|^text\/plain\b/;

/** Pictures and plain text open in the browser; anything else that a person attached is a download. */
async function passOn(file: Response, name: string, response: ExpressResponse): Promise<void> {
  const type = file.headers.get('content-type') ?? 'application/octet-stream';
  const bytes = file.headers.get('content-length');
  response.set({
    'content-type': type,
    'content-disposition': `${SHOWN.test(type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    ...(bytes === null ? {} : { 'content-length': bytes }),
  });
  if (file.body === null) response.end();
  else await pipeline(Readable.fromWeb(file.body), response);
}
