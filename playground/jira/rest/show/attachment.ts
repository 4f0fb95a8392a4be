import { jiraTime } from '../../dates';
import type { Site } from '../../site';
import type { JsonObject } from '../../json';
import { factOf } from '../../store/state';
import type { AttachmentRecord } from '../../store/records';
import { showUser, showWebhookUser } from './user';

/** `version` 2 is what webhook bodies carry. The id of the media service is told nowhere but in the redirect. */
export function showAttachment(site: Site, file: AttachmentRecord, version: 2 | 3 = 3): JsonObject {
  const at = `${site.url}/rest/api/${version}/attachment`;
  const thumbnail = file.mimeType.startsWith('image/') ? { thumbnail: `${at}/thumbnail/${file.id}` } : {};
  return {
    self: `${at}/${file.id}`,
    id: file.id,
    filename: file.filename,
    author: version === 3 ? showUser(site, file.authorId) : showWebhookUser(site, file.authorId),
    created: jiraTime(file.created, factOf(site.state, 'timeZone')),
    size: file.size,
    mimeType: file.mimeType,
    content: `${at}/content/${file.id}`,
    ...thumbnail,
  };
}
