/** An answer that is not 2xx. `body` is the parsed JSON where there was some, else the text. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly call: string,
    readonly body: unknown,
  ) {
    super(`${call} answered ${status}: ${brief(body)}`);
  }
}

const brief = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 600);

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: FormData;
  /** Milliseconds; one minute unless said. */
  readonly limitMs?: number;
  /** Waits as a 429 asks for and tries again: scripts are faster than the people that limits are made for. */
  readonly patient?: boolean;
}

export function addressOf(base: string, path: string, query: Query = {}): string {
  const address = new URL(base + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address.toString();
}

/** The raw answer, whatever its status. Redirects are not followed. */
export function request(base: string, path: string, call: Call = {}): Promise<Response> {
  const body = call.form ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
  return fetch(addressOf(base, path, call.query), {
    method: call.method ?? 'GET',
    headers: {
      accept: 'application/json',
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(call.limitMs ?? 60_000),
    ...(body === undefined ? {} : { body }),
  });
}

/** The longest wait that a 429 is obeyed for; a longer one is an answer. */
const LONGEST_WAIT_SECONDS = 10;

async function sent(base: string, path: string, call: Call): Promise<Response> {
  for (;;) {
    const answer = await request(base, path, call);
    const seconds = Number(answer.headers.get('retry-after') ?? NaN);
    if (!call.patient || answer.status !== 429 || !(seconds <= LONGEST_WAIT_SECONDS)) return answer;
    await answer.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

/** Parsed JSON of a 2xx answer (null when it is empty); HttpError otherwise. The caller names the shape it expects. */
export async function send<T>(base: string, path: string, call: Call = {}): Promise<T> {
  const answer = await sent(base, path, call);
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) throw new HttpError(answer.status, `${call.method ?? 'GET'} ${base}${path}`, body);
  return body as T;
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
