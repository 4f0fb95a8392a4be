import FormData from 'form-data';
import { pipeline } from 'node:stream';
import { parseAnswer, type SiteAccess } from '../access';
import { type Payload } from '../http/client';
import { uploadAttachment } from '../requests/attachments';
import { uploadedShape } from '../schemas';
import { checkUpload } from './upload-limit';
import { countBytes, watchIdle } from './idle';

export interface Upload {
  readonly issueId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Opens the file; called again for a further attempt. */
  readonly open: () => Promise<NodeJS.ReadableStream>;
  readonly trace: string;
}

/** Streams one file into an issue; never more of it in memory than what is under way. */
export const upload = async (
  access: SiteAccess,
  file: Upload,
): Promise<{ readonly id: string; readonly bytes: number }> => {
  await checkUpload(access, file.name, file.bytes);
  const request = uploadAttachment(file.issueId, file.trace);
  const answer = await access.client.call(request, () => payloadOf(access, file));
  const uploaded = parseAnswer(access, request, answer, uploadedShape)[0];
  if (!uploaded) throw access.client.error({ kind: 'malformed', detail: 'Jira named no file after an upload' });
  return { id: uploaded.id, bytes: uploaded.size };
};

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/: part `file`, no XSRF check. */
const payloadOf = async (access: SiteAccess, file: Upload): Promise<Payload> => {
  const source = await file.open();
  const watch = watchIdle(access.options.transferIdleMs);
  const counted = countBytes(file.bytes, () => watch.touch());
  const form = new FormData();
  form.append('file', counted, { filename: file.name, contentType: file.mimeType, knownLength: file.bytes });
  pipeline(source, counted, () => undefined);
  return {
    headers: {
      ...(form.getHeaders() as Readonly<Record<string, string>>),
      'content-length': String(form.getLengthSync()),
      'x-atlassian-token': 'no-check',
    },
    body: form,
    signal: watch.signal,
    close: () => {
      watch.stop();
      // Jira may have answered before it read everything: the source must not stay open.
      form.destroy();
      counted.destroy();
    },
  };
};
