import { get, type JiraRequest, post, remove } from '../http/request';

/** The multipart body is given to the client beside this request, because it is a stream. */
export const uploadAttachment = (issueId: string, trace: string): JiraRequest =>
  post('/rest/api/3/issue/{issueIdOrKey}/attachments', { issueIdOrKey: issueId }, null, { issueId, trace });

export const attachmentContent = (id: string): JiraRequest => get('/rest/api/3/attachment/content/{id}', { id });

export const attachmentMeta = (): JiraRequest => get('/rest/api/3/attachment/meta');

export const removeAttachment = (issueId: string, id: string, trace: string): JiraRequest =>
  remove('/rest/api/3/attachment/{id}', { id }, null, { issueId, trace });
