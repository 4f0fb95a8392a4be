import { type Failure } from '../../../core/model';
import { type JiraError } from '../../../sync/ports';
import { type Headers } from './rate-limit';
import { type JiraRequest } from './request';
import { type Incoming, readText } from './transport';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null where the answer has no body. */
  readonly body: unknown;
}

/** How an answer is taken: what to ask for, which statuses are one, and how its body becomes a value. */
export interface Take<T> {
  readonly headers: Readonly<Record<string, string>>;
  /** Time for the whole call; null where the reader of the body watches it. */
  readonly bodyMs: number | null;
  readonly accepts: (status: number) => boolean;
  /** `body` is what the call's points are counted from. */
  readonly read: (incoming: Incoming) => Promise<{ readonly value: T; readonly body: unknown }>;
}

export const takeJson = (
  { method, route }: JiraRequest,
  bodyMs: number,
  error: (failure: Failure) => JiraError,
): Take<Answer> => ({
  headers: { accept: 'application/json' },
  bodyMs,
  accepts: (status) => status >= 200 && status <= 299,
  read: async (incoming) => {
    const body = jsonOf(await readText(incoming));
    if (body === undefined) {
      throw error({ kind: 'malformed', detail: `Jira's answer to ${method} ${route} is not JSON` });
    }
    return { value: { status: incoming.status, headers: incoming.headers, body }, body };
  },
});

/** The answer as it comes. Packed on the way, a file would arrive with another length than it has. */
export const takeStream: Take<Incoming> = {
  headers: { accept: '*/*', 'accept-encoding': 'identity' },
  bodyMs: null,
  accepts: (status) => status < 400,
  read: (incoming) => Promise.resolve({ value: incoming, body: null }),
};

/** Undefined when the text is not JSON. */
const jsonOf = (text: string): unknown => {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
