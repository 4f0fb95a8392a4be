import FormData from 'form-data';
import { pipeline, type Transform } from 'node:stream';
import { pipeline as whole } from 'node:stream/promises';
import { parseAnswer, type SiteAccess } from '../access';
import { type Payload } from '../http/client';
import { uploadAttachment } from '../requests/attachments';
import { uploadedShape } from '../schemas';
import { checkUpload } from './upload-limit';
import { countBytes, type IdleWatch, watchIdle } from './idle';

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
  const content = file.bytes === 0 ? await emptyOnce(access, source, counted, watch) : counted;
  form.append('file', content, { header: headOf(form, file), knownLength: file.bytes });
  if (content === counted) pipeline(source, counted, () => undefined);
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

/** form-data takes a known length of 0 for an unknown one. An empty file is read to its end first: it may not be empty. */
const emptyOnce = async (
  { client }: SiteAccess,
  source: NodeJS.ReadableStream,
  counted: Transform,
  watch: IdleWatch,
): Promise<Buffer> => {
  try {
    await whole(source, counted.resume(), { signal: watch.signal });
    return Buffer.alloc(0);
  } catch (cause) {
    watch.stop();
    const detail = 'A file that was to be empty could not be read as one';
    throw client.error({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail }, cause);
  }
};

/**
 * The head of the part, made here: form-data would percent-encode a quote in the name, and a server that knows quoted strings
 * only (RFC 2183) would keep it so. Nothing in a name or a type ends its line.
 */
const headOf = (form: FormData, { name, mimeType }: Upload): string =>
  `--${form.getBoundary()}\r\n` +
  `Content-Disposition: form-data; name="file"; filename="${oneLine(name).replace(/["\\]/g, '\\$&')}"\r\n` +
  `Content-Type: ${oneLine(mimeType)}\r\n\r\n`;

const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
