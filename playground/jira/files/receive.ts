import busboy from 'busboy';
import type { Request } from 'express';
import { HttpFault } from '../http/faults';
import type { Site } from '../site';
import type { StoredFile } from '../attachments/add-attachment';

const MAX_FILES = 60;

/** Streams every `file` part to disk. Nothing is kept when one of them is too large or the upload breaks off. */
export async function receiveFiles(site: Site, req: Request): Promise<StoredFile[]> {
  const limit = site.settings.uploadLimit;
  const writes: Promise<StoredFile | null>[] = [];
  const parser = parserOf(req, limit);
  parser.on('file', (name, stream, { filename, mimeType }) => {
    if (name !== 'file') {
      stream.resume();
      return;
    }
    const mediaId = site.random.uuid();
    const write = site.files
      .write(mediaId, stream)
      .then((size) => (stream.truncated ? null : { mediaId, filename: baseName(filename), mimeType, size }));
    writes.push(write);
  });
  await finished(req, parser);
  const files = await Promise.all(writes);
  const whole = files.filter((file): file is StoredFile => file !== null);
  if (whole.length < files.length) {
    for (const file of whole) site.files.remove(file.mediaId);
    throw new HttpFault(413, [`The attachment exceeds its maximum permitted size of ${limit} bytes.`]);
  }
  if (!site.settings.emptyFiles && whole.some(({ size }) => size === 0)) {
    for (const file of whole) site.files.remove(file.mediaId);
    throw new HttpFault(400, ['The file is empty. Choose another one.']);
  }
  return whole;
}

function parserOf(req: Request, fileSize: number): busboy.Busboy {
  try {
    // Browsers and Node send file names as UTF-8 without saying so.
    return busboy({ headers: req.headers, defParamCharset: 'utf8', limits: { fileSize, files: MAX_FILES } });
  } catch {
    throw new HttpFault(415, ['The request must be multipart/form-data.']);
  }
}

const baseName = (name: string | undefined): string => name?.split(/[\\/]/).pop() || 'unnamed';

function finished(req: Request, parser: busboy.Busboy): Promise<void> {
  return new Promise((done, fail) => {
    const broken = (): void => fail(new HttpFault(400, ['The upload broke off or is no valid multipart body.']));
    parser.on('close', done);
    parser.on('error', broken);
    req.on('aborted', broken);
    req.pipe(parser);
  });
}
