import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Held } from '../../../playground/taking';
import { listen, taking } from '../../setup/taking';

/** A request as it arrived, with its path relative to the site. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  /** JSON body; null where there is none or it is not JSON. */
  readonly body: unknown;
  /** Size of the body in bytes, whatever it is. */
  readonly size: number;
  /** Start of a body that is not JSON. */
  readonly text: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** Writes the body itself, or lets the connection die. */
  readonly raw?: (response: ServerResponse) => void;
  /** Answers without reading the request's body. */
  readonly early?: true;
}

export type Handler = (seen: Seen, times: number) => Reply | Promise<Reply>;

/** A scripted Jira host on loopback. What no script covers is answered 500 and fails the test through `unexpected`. */
export interface Host {
  readonly url: string;
  readonly seen: readonly Seen[];
  readonly unexpected: readonly string[];
  /** `path` is exact, or a pattern over the path. Later scripts win. */
  on(method: string, path: string | RegExp, reply: Reply | Handler): void;
  /** Requests as `METHOD path`. */
  calls(): readonly string[];
  reset(): void;
  close(): Promise<void>;
}

const KEPT_TEXT = 4_096;

const readBody = async (request: IncomingMessage): Promise<Pick<Seen, 'body' | 'size' | 'text'>> => {
  let size = 0;
  const isJson = request.headers['content-type']?.includes('json') === true;
  const kept: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (isJson || size < KEPT_TEXT) kept.push(chunk);
    size += chunk.length;
  }
  const text = Buffer.concat(kept).toString('utf8');
  return isJson ? { size, text: '', body: JSON.parse(text) as unknown } : { size, text, body: null };
};

const send = (response: ServerResponse, { status = 200, headers = {}, json, text, raw }: Reply): void => {
  if (raw) return raw(response);
  const body = json === undefined ? (text ?? '') : JSON.stringify(json);
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(body);
};

export const startHost = (): Promise<Host> => taking(takeHost);

const takeHost = async (held: Held): Promise<Host> => {
  let scripts: { method: string; path: string | RegExp; reply: Reply | Handler; times: number }[] = [];
  let seen: Seen[] = [];
  let unexpected: string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? '/';
    const url = new URL(target, 'http://host');
    const method = request.method ?? 'GET';
    const script = scripts.find(
      (one) =>
        one.method === method &&
        (typeof one.path === 'string' ? one.path === url.pathname : one.path.test(url.pathname)),
    );
    const early = script && typeof script.reply === 'object' && script.reply.early === true;
    const body = early ? { body: null, size: 0, text: '' } : await readBody(request);
    const entry: Seen = {
      method,
      path: url.pathname,
      query: url.searchParams,
      target,
      headers: request.headers,
      ...body,
    };
    seen.push(entry);
    if (!script) {
      unexpected.push(`${method} ${target}`);
      return send(response, { status: 500, text: 'unscripted' });
    }
    script.times += 1;
    send(response, typeof script.reply === 'function' ? await script.reply(entry, script.times) : script.reply);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await listen(held, server);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    get seen() {
      return seen;
    },
    get unexpected() {
      return unexpected;
    },
    on: (method, path, reply) => scripts.unshift({ method, path, reply, times: 0 }),
    calls: () => seen.map(({ method, path }) => `${method} ${path}`),
    reset: () => {
      scripts = [];
      seen = [];
      unexpected = [];
    },
    close: () => held.release(),
  };
};
