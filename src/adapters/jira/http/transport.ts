import axios, { AxiosHeaders, type AxiosResponse } from 'axios';
import { type Readable } from 'node:stream';
import { type Headers } from './rate-limit';

export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or something that can be piped (a multipart form). */
  readonly body: string | NodeJS.ReadableStream | null;
  /** Time until the head of the answer is there; 0 for an upload, whose `signal` watches for standstill instead. */
  readonly headMs: number;
  readonly signal: AbortSignal | null;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly stream: Readable;
}

/** A JSON answer larger than this is a fault, not an issue. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/**
 * axios without its redirects, size limits and opinions about statuses. With `maxRedirects: 0` it uses Node's own
 * client, which does not keep a body in memory in order to send it again.
 */
const http = axios.create({
  maxRedirects: 0,
  maxBodyLength: -1,
  responseType: 'stream',
  validateStatus: () => true,
  transformRequest: [(data: unknown) => data],
  transitional: { clarifyTimeoutError: true },
});

/** Sends one request and resolves when the head of the answer is there. Follows no redirect. */
export const exchange = async (out: Outgoing): Promise<Incoming> => {
  const response: AxiosResponse<Readable> = await http.request({
    method: out.method,
    url: out.url,
    headers: new AxiosHeaders({ ...out.headers }),
    data: out.body ?? undefined,
    timeout: out.headMs,
    ...(out.signal === null ? {} : { signal: out.signal }),
  });
  return { status: response.status, headers: plainHeaders(response), stream: response.data };
};

const plainHeaders = ({ headers }: AxiosResponse): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );

/** The rest of the answer as text. */
export const readText = async ({ stream }: Incoming, largest = LARGEST_TEXT): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      stream.destroy();
      throw new RangeError(`The answer is larger than ${largest} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
