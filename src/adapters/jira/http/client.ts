import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure } from '../../../core/model';
import {
  type Clock,
  type Credentials,
  JiraError,
  type Log,
  type Metrics,
  type RunOfLane,
  type Site,
} from '../../../sync/ports';
import { type JiraOptions } from '../options';
import { failureOf, failureWithoutAnswer, failureWithoutCredentials } from './errors';
import { createBreaker } from './breaker';
import { createGate } from './gate';
import { type AppHold, createHolds, type Hold } from './holds';
import { pointsOf } from './points';
import { isNearLimit } from './rate-limit';
import { type JiraRequest } from './request';
import { retryPauseMs } from './retry';
import { type Answer, type Take, takeJson, takeStream } from './take';
import { exchange, type Incoming, readText } from './transport';

/** A body that is opened anew for each attempt, because a stream can be read only once. */
export interface Payload {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: NodeJS.ReadableStream;
  /** Aborts when nothing moves any more. */
  readonly signal: AbortSignal;
  /** Called when the answer is there or will not come. */
  readonly close: () => void;
}

/** Calls of one site: signed, counted, kept within its limits. Every method throws JiraError and nothing else. */
export interface Client {
  /** A call that is answered in JSON or not at all; any answer but 2xx is a failure. */
  call(request: JiraRequest, open?: () => Promise<Payload>): Promise<Answer>;
  /** A GET whose answer is left as a stream. A redirect is an answer here, for the caller to judge. */
  open(request: JiraRequest): Promise<Incoming>;
  /** A failure of this site as an error. */
  error(failure: Failure, cause?: unknown): JiraError;
}

export interface SiteClient extends Client {
  /** The same client for one run of a lane. */
  within(run: RunOfLane): Client;
}

export interface ClientDeps {
  readonly site: () => Site;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly options: JiraOptions;
  /** Shared by all sites. */
  readonly appHold: AppHold;
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Jira explains itself in a few lines; a gateway's page may be long. */
const LARGEST_FAULT = 256 * 1024;

export const createClient = (deps: ClientDeps): SiteClient => {
  const { clock, options, metrics, log, site } = deps;
  const holds = createHolds(deps.appHold);
  const breaker = createBreaker();
  const now = (): number => clock.now().getTime();
  const gate = createGate(() => (holds.isNearLimit(now()) ? 1 : options.concurrencyPerSite));

  const error = (failure: Failure, cause?: unknown): JiraError =>
    new JiraError(failure, cause === undefined ? {} : { cause }, site().id);

  /** Waits out a short hold. A longer one is the queue's business, and costs no call. */
  const awaitHold = async (request: JiraRequest, longestMs: number): Promise<void> => {
    for (let hold = holds.find(request, now()); hold !== null; hold = holds.find(request, now())) {
      const waitMs = hold.until - now();
      if (waitMs > longestMs) throw error(heldFailure(request, hold, waitMs));
      await sleep(waitMs);
    }
  };

  const note = (request: JiraRequest, status: string, body: unknown, startedAt: number): void => {
    const { method, route } = request;
    metrics.count('jira_calls', { site: site().id, method, route, status });
    metrics.count('jira_points', { site: site().id }, pointsOf(request, body));
    metrics.observe('jira_call', (now() - startedAt) / 1000, { method, route });
  };

  const headersFor = async (request: JiraRequest): Promise<Readonly<Record<string, string>>> => {
    const { value } = await deps.credentials
      .headerFor(site().id, request.method, request.target)
      .catch((cause: unknown) => {
        throw error(failureWithoutCredentials(request), cause);
      });
    return {
      authorization: value,
      'user-agent': options.userAgent,
      ...(request.body === null ? {} : { 'content-type': 'application/json' }),
      ...(request.trace === null ? {} : { 'x-atlassian-webhook-trace': request.trace }),
    };
  };

  /** Signing comes after the waits, so that the short-lived token is fresh when it is used. */
  const exchangeOnce = async <T>(
    request: JiraRequest,
    payload: Payload | null,
    take: Take<T>,
    run: RunOfLane | null,
  ): Promise<Incoming> =>
    exchange({
      method: request.method,
      url: site().baseUrl + request.target,
      headers: { ...(await headersFor(request)), ...take.headers, ...payload?.headers },
      body: payload?.body ?? (request.body === null ? null : JSON.stringify(request.body)),
      headMs: payload === null ? options.timeoutMs : 0,
      signal: anyOf([payload?.signal ?? (take.bodyMs === null ? null : AbortSignal.timeout(take.bodyMs)), run?.signal]),
    });

  const attempt = async <T>(
    request: JiraRequest,
    payload: Payload | null,
    take: Take<T>,
    run: RunOfLane | null,
  ): Promise<Outcome<T>> => {
    if (run?.isOver()) throw error(overFailure(request));
    const silentMs = breaker.waitMs(now());
    if (silentMs !== null) throw error(silentFailure(request, breaker.silent(), silentMs));
    const startedAt = now();
    holds.noteSent(request, startedAt);
    try {
      const incoming = await exchangeOnce(request, payload, take, run);
      breaker.noteAnswered();
      if (isNearLimit(incoming.headers)) holds.noteNearLimit(now());
      if (!take.accepts(incoming.status)) {
        const text = await readText(incoming, LARGEST_FAULT).catch(() => '');
        note(request, String(incoming.status), null, startedAt);
        return { ok: false, failure: failureOf({ ...incoming, text }, request, clock.now()) };
      }
      const { value, body } = await take.read(incoming);
      note(request, String(incoming.status), body, startedAt);
      return { ok: true, value };
    } catch (cause) {
      // The other site's failure while its file was being read, or a fault that is already named.
      const named = jiraErrorIn(cause);
      if (named?.failure.kind === 'malformed') note(request, 'malformed', null, startedAt);
      if (named) throw named;
      note(request, 'none', null, startedAt);
      if (run?.signal.aborted !== true) breaker.noteSilent(startedAt, now());
      return { ok: false, failure: failureWithoutAnswer(cause, request) };
    }
  };

  /** The body is opened before the turn comes: it may be a file of this very site, which needs a turn of its own. */
  const attemptInTurn = async <T>(
    request: JiraRequest,
    open: (() => Promise<Payload>) | null,
    take: Take<T>,
    run: RunOfLane | null,
  ): Promise<Outcome<T>> => {
    const payload = open === null ? null : await open();
    try {
      return await gate.run(() => attempt(request, payload, take, run));
    } finally {
      payload?.close();
    }
  };

  const send = async <T>(
    request: JiraRequest,
    open: (() => Promise<Payload>) | null,
    take: Take<T>,
    run: RunOfLane | null,
  ): Promise<T> => {
    const longestMs = run === null ? options.inlineWaitMs : 0;
    for (let tries = 1; ; tries += 1) {
      if (run?.isOver()) throw error(overFailure(request));
      await awaitHold(request, longestMs);
      const outcome = await attemptInTurn(request, open, take, run);
      if (outcome.ok) return outcome.value;
      const { failure } = outcome;
      if (failure.kind === 'rateLimited') holds.noteRefused(request, failure, now());
      const pauseMs = retryPauseMs(failure, request, tries, longestMs, Math.random());
      if (pauseMs === null) throw error(failure);
      log.debug({ site: site().id, route: request.route, failure: failure.kind, pauseMs }, 'Jira call is repeated');
      await sleep(pauseMs);
    }
  };

  const within = (run: RunOfLane | null): Client => ({
    call: (request, open) => send(request, open ?? null, takeJson(request, options.timeoutMs, error), run),
    open: (request) => send(request, null, takeStream, run),
    error,
  });
  return { ...within(null), within };
};

const anyOf = (signals: readonly (AbortSignal | null | undefined)[]): AbortSignal | null => {
  const all = signals.filter((signal) => signal !== null && signal !== undefined);
  return all.length > 1 ? AbortSignal.any(all) : (all[0] ?? null);
};

/** As if the site had asked for it: its lanes wait without a call, and without a word of failure. */
const silentFailure = ({ method, route }: JiraRequest, times: number, retryAfterMs: number): Failure => ({
  kind: 'rateLimited',
  scope: 'site',
  retryAfterMs,
  detail: `Not sent: Jira did not answer ${times} times in a row, so ${method} ${route} waits for another ${Math.ceil(retryAfterMs / 1000)} s`,
});

const overFailure = ({ method, route }: JiraRequest): Failure => ({
  kind: 'unavailable',
  maybeDone: false,
  retryAfterMs: null,
  detail: `Not sent: the run that asked for ${method} ${route} is over`,
});

const heldFailure = ({ method, route }: JiraRequest, { scope }: Hold, retryAfterMs: number): Failure => ({
  kind: 'rateLimited',
  scope,
  retryAfterMs,
  detail: `Not sent: Jira's rate limit (${scope}) holds ${method} ${route} for another ${Math.ceil(retryAfterMs / 1000)} s`,
});

const jiraErrorIn = (cause: unknown): JiraError | null => {
  if (cause instanceof JiraError) return cause;
  return cause instanceof Error && cause.cause instanceof JiraError ? cause.cause : null;
};
