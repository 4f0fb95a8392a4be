import { isAxiosError } from 'axios';
import { type Failure } from '../../../core/model';
import { askedWaitMs, type Headers, limitScope } from './rate-limit';
import { type JiraRequest } from './request';

/** An answer that is not 2xx, with its body as text. */
export interface BadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const CONNECT = '/rest/atlassian-connect/';

type Call = Pick<JiraRequest, 'method' | 'route' | 'reads'>;

/**
 * The one translator from HTTP to what it means for the sync.
 * `call` names the endpoint by its template, so that no id and no query text gets into messages and logs.
 */
export const failureOf = (answer: BadAnswer, call: Call, now: Date): Failure => {
  const said = jiraSays(answer.text);
  const detail = `Jira answered ${answer.status} to ${call.method} ${call.route}${said.text && `: ${said.text}`}`;
  const { status } = answer;
  if (status === 429) {
    return {
      kind: 'rateLimited',
      // Reporting of accounts has limits of its own: they say nothing of the sync.
      scope: call.route.startsWith(CONNECT) ? 'endpoint' : limitScope(answer.headers),
      retryAfterMs: askedWaitMs(answer.headers, now),
      detail,
    };
  }
  if (status === 401) return { kind: 'unauthorised', detail };
  if (status === 403) return { kind: 'forbidden', detail };
  if (status === 413) return { kind: 'tooLarge', detail };
  if (status === 404 || status === 410) return goneOr(answer, detail);
  if (isPassing(status)) {
    const maybeDone = !call.reads && status !== 409 && status !== 425;
    return { kind: 'unavailable', maybeDone, retryAfterMs: askedWaitMs(answer.headers, now), detail };
  }
  if (status >= 400) return { kind: 'rejected', fields: said.fields, detail };
  return { kind: 'malformed', detail: `${detail}, which the API does not describe` };
};

/** Jira answers 409 to two writes at once and 408 or 425 when it was too slow or too early: all pass by themselves. */
const isPassing = (status: number): boolean => status >= 500 || [408, 409, 425].includes(status);

/**
 * A page in front of Jira (a suspended or renamed site) answers 404 in HTML. That says nothing about the issue, and
 * taking it for a deletion would close every link of the site.
 */
const goneOr = ({ text, headers }: BadAnswer, detail: string): Failure =>
  /^\s*</.test(text) || headers['content-type']?.includes('html')
    ? { kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: `${detail} (a page, not Jira's API)` }
    : { kind: 'gone', detail };

const LONGEST_TEXT = 600;

/** `{errorMessages: [], errors: {field: text}}`, and the few other shapes that Jira and its gateway use. */
const jiraSays = (text: string): { readonly text: string; readonly fields: Readonly<Record<string, string>> } => {
  const json = parse(text);
  if (typeof json !== 'object' || json === null) return { text: '', fields: {} };
  const body = json as Readonly<Record<string, unknown>>;
  const fields = Object.fromEntries(
    Object.entries(isRecord(body.errors) ? body.errors : {}).map(([field, reason]) => [field, wordsOf(reason)]),
  );
  const messages = [
    ...(Array.isArray(body.errorMessages) ? body.errorMessages.map(wordsOf) : []),
    ...Object.entries(fields).map(([field, reason]) => `${field}: ${reason}`),
    ...[body.message, body.errorMessage].filter((one) => typeof one === 'string'),
  ];
  return { text: messages.join('; ').slice(0, LONGEST_TEXT), fields };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** Codes of connections that were never made: nothing can have happened on the other end. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What a call that brought no answer means: time limits, resets, refused connections. */
export const failureWithoutAnswer = (error: unknown, call: Call): Failure => {
  const code = codeOf(error);
  const words = NEVER_SENT.has(code) ? 'could not be reached' : 'did not answer in full';
  return {
    kind: 'unavailable',
    maybeDone: !call.reads && !NEVER_SENT.has(code),
    retryAfterMs: null,
    detail: `Jira ${words} on ${call.method} ${call.route} (${code})`,
  };
};

const codeOf = (error: unknown): string => {
  if (isAxiosError(error) && error.code !== undefined) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
};

/** Waiting until a token exists is a state, not an outage: nothing was sent. */
export const failureWithoutCredentials = ({ method, route }: Call): Failure => ({
  kind: 'unavailable',
  maybeDone: false,
  retryAfterMs: null,
  detail: `Not sent: there are no credentials for ${method} ${route}`,
});
