import busboy from 'busboy';
import type { Request } from 'express';
import type { NewFile } from '../client/jira';

/** The files of a posted form. The simulated Jira itself sets the limit; here they pass through memory. */
export function readUploads(request: Request): Promise<readonly NewFile[]> {
  return new Promise((resolve, reject) => {
    const files: NewFile[] = [];
    const form = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    form.on('file', (_name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (info.filename) files.push({ name: info.filename, bytes: Buffer.concat(chunks), mimeType: info.mimeType });
      });
    });
    form.on('close', () => resolve(files));
    form.on('error', reject);
    request.pipe(form);
  });
}
