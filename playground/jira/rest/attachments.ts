import type { Router } from 'express';
import { addAttachment, removeAttachment } from '../attachments/add-attachment';
import { receiveFiles } from '../files/receive';
import { flag, param, routes, type Call } from '../http/call';
import { badRequest, forbidden, HttpFault, notFound } from '../http/faults';
import { demand, may, sees } from '../permissions';
import type { Site } from '../site';
import type { AttachmentRecord, IssueRecord } from '../store/records';
import { issueOf } from './issues';
import { showAttachment } from './show/attachment';

export const attachmentRoutes = (site: Site): Router =>
  routes(site, {
    'post /issue/:issue/attachments': upload,
    'get /attachment/meta': meta,
    'get /attachment/content/:id': content,
    'get /attachment/thumbnail/:id': thumbnail,
    'get /attachment/:id': get,
    'delete /attachment/:id': remove,
  });

async function upload(call: Call): Promise<void> {
  const { site, req } = call;
  if (!/^no-?check$/i.test(req.get('x-atlassian-token') ?? '')) throw forbidden('XSRF check failed');
  const issue = issueOf(call);
  demand(site, call.user, issue, 'CREATE_ATTACHMENTS');
  if (site.state.attachments.of(issue.id).length >= site.settings.ceilings.attachments)
    throw new HttpFault(413, ['The per-issue limit of attachments has been reached.']);
  const files = await receiveFiles(site, req);
  if (files.length === 0) throw badRequest("No file was sent. The part must be named 'file'.");
  const records = files.map((file) => addAttachment(site, call.cause, issue, file));
  call.res.json(records.map((record) => showAttachment(site, record)));
}

function meta(call: Call): void {
  call.res.json({ enabled: true, uploadLimit: call.site.settings.uploadLimit });
}

function attachmentOf(call: Call): { file: AttachmentRecord; issue: IssueRecord } {
  const file = call.site.state.attachments.find(param(call, 'id'));
  const issue = file && call.site.state.issues.find(file.issueId);
  if (!file || !issue || !sees(call.site, call.user, issue))
    throw notFound(`The attachment with id '${param(call, 'id')}' does not exist`);
  return { file, issue };
}

/** Of one attachment, Jira tells its id as a number. */
function get(call: Call): void {
  const { file } = attachmentOf(call);
  call.res.json({ ...showAttachment(call.site, file), id: Number(file.id) });
}

function content(call: Call): void {
  const { file } = attachmentOf(call);
  if (!flag(call, 'redirect', true)) stream(call, file);
  else call.res.redirect(303, mediaAddress(call, file, 'binary'));
}

function thumbnail(call: Call): void {
  const { file } = attachmentOf(call);
  if (!file.mimeType.startsWith('image/')) throw notFound('There is no thumbnail of this attachment.');
  if (!flag(call, 'redirect', true)) stream(call, file);
  else call.res.redirect(303, mediaAddress(call, file, 'image'));
}

function stream({ site, res }: Call, file: AttachmentRecord): void {
  if (!site.files.has(file.mediaId)) throw notFound('The content of this attachment is missing.');
  res.type(file.mimeType).attachment(file.filename);
  res.sendFile(site.files.pathOf(file.mediaId), { dotfiles: 'allow' });
}

function mediaAddress({ site }: Call, file: AttachmentRecord, form: 'binary' | 'image'): string {
  const url = new URL(`${site.mediaUrl}/file/${file.mediaId}/${form}`);
  url.searchParams.set('token', site.files.tokenFor(file.mediaId, site.clock.now()));
  url.searchParams.set('name', file.filename);
  return url.href;
}

function remove(call: Call): void {
  const { site, user } = call;
  const { file, issue } = attachmentOf(call);
  const project = site.state.projects.get(issue.projectId);
  const own = file.authorId === user.id && may(site, user, project, 'DELETE_OWN_ATTACHMENTS');
  if (!own && !may(site, user, project, 'DELETE_ALL_ATTACHMENTS'))
    throw forbidden('You do not have permission to delete this attachment.');
  removeAttachment(site, call.cause, issue, file);
  call.res.status(204).end();
}
