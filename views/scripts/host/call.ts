import { text } from '../text';
import { getToken } from './host';
import { patiently } from './patience';
import { pingWith, tellReached } from './reach';

export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy?: string;
}

/** An answer of the API that is not a success, in words for the person who asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string | null,
    readonly faults: readonly Fault[],
  ) {
    super(message);
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Readonly<Record<string, string | number | undefined | null | readonly string[]>>;

/** `/contracts` and `{after: 'x'}` as one address; what is empty is left out. */
export const withQuery = (path: string, query: Query): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | null | undefined];
    for (const one of values) if (one !== undefined && one !== null && one !== '') params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
};

interface ErrorBody {
  readonly error?: { code?: string; message?: string; remedy?: string; faults?: readonly Fault[] };
}

/** Code of the error that nobody answered at all. */
export const OFFLINE = 'offline';

/** A proxy answers for a service that is away; its page is not ours. */
const AWAY = [502, 503, 504];

const unreachable = (status: number): ApiError => {
  tellReached(false);
  return new ApiError(status, OFFLINE, text.common.unreachable, text.common.unreachableRemedy, []);
};

const errorOf = async (response: Response): Promise<ApiError> => {
  const { status } = response;
  const { error } = (await response.json().catch(() => ({}))) as ErrorBody;
  if (!error && AWAY.includes(status)) return unreachable(status);
  tellReached(true);
  if (status === 401) return new ApiError(status, 'signed-out', text.common.signedOut, text.common.signedOutRemedy, []);
  const { code = 'unknown', message = text.common.answered(status), remedy = null, faults = [] } = error ?? {};
  return new ApiError(status, code, message, remedy, faults);
};

const send = async (method: Method, path: string, body: unknown): Promise<Response> => {
  const headers: Record<string, string> = { authorization: `JWT ${await getToken()}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  try {
    return await fetch(`/api${path}`, init);
  } catch {
    throw unreachable(0);
  }
};

/** One call of the JSON API. A token that ran out between asking and sending is asked for once more. */
export const call = async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
  let response = await patiently(() => send(method, path, body));
  if (response.status === 401) response = await patiently(() => send(method, path, body));
  if (!response.ok) throw await errorOf(response);
  tellReached(true);
  return (response.status === 204 ? undefined : await response.json()) as T;
};
export const get = <T>(path: string, query: Query = {}): Promise<T> => call<T>('GET', withQuery(path, query));
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>('POST', path, body);
pingWith(() => get('/me'));
