import { type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import { JiraError, type Log, type Metrics, TokenError } from '../../sync/ports';
import { HttpError } from './http-error';
import { requestIdOf } from './request-log';

export interface ErrorsDeps {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Name of the style sheet of the error page, where there is one. */
  readonly errorStyle?: () => string | undefined;
}

/** Errors of body-parser and of the lifecycle: made to be shown (`expose`), with a status of the 4xx or 503. */
const exposed = z.object({
  expose: z.literal(true),
  status: z.number().int().min(400).max(503),
  message: z.string(),
  code: z.string().optional(),
  type: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
});

const PARSER_CODES: Readonly<Record<string, readonly [code: string, message: string]>> = {
  'entity.parse.failed': ['bad-json', 'The body is not JSON.'],
  'entity.too.large': ['too-large', 'The body is too large.'],
};

const RETRY_SECONDS = 30;

const fromJira = ({ failure }: JiraError): HttpError => {
  if (failure.kind === 'rateLimited' || failure.kind === 'unavailable') {
    return new HttpError(503, 'jira-unavailable', 'Jira does not answer at the moment.', {
      remedy: 'Try again in a moment.',
      retryAfterSeconds: Math.ceil((failure.retryAfterMs ?? RETRY_SECONDS * 1000) / 1000),
    });
  }
  return new HttpError(502, `jira-${failure.kind}`, 'Jira refused what was needed to answer this.', {
    remedy: 'Check that the add-on is installed and may read the project, then try again.',
  });
};

const fromExposed = (error: unknown): HttpError | null => {
  const parsed = exposed.safeParse(error);
  if (!parsed.success) return null;
  const {
    status,
    message,
    code,
    type = '',
    retryAfterSeconds = status === 503 ? RETRY_SECONDS : undefined,
  } = parsed.data;
  const [parserCode, parserMessage] = PARSER_CODES[type] ?? [code ?? 'bad-request', message];
  return new HttpError(status, parserCode, parserMessage, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
};

const toHttpError = (error: unknown): HttpError => {
  if (error instanceof HttpError) return error;
  if (error instanceof TokenError) {
    return new HttpError(401, 'unauthorised', 'This needs a valid token of the Jira site.');
  }
  if (error instanceof JiraError) return fromJira(error);
  // Express could not decode a path like /x/%E0.
  if (error instanceof URIError) return new HttpError(400, 'bad-request', 'The address is not well formed.');
  return fromExposed(error) ?? new HttpError(500, 'internal', 'Something went wrong on our side. It was logged.');
};

/** The one shape of every error: `{error: {code, message, remedy?, faults?}}`. */
const bodyOf = ({ code, message, more }: HttpError): object => ({
  error: {
    code,
    message,
    ...(more.remedy === undefined ? {} : { remedy: more.remedy }),
    ...(more.faults === undefined ? {} : { faults: more.faults }),
  },
});

/** A safe message goes out, the cause stays in the log. */
export const errors = ({ log, metrics, errorStyle }: ErrorsDeps): ErrorRequestHandler =>
  function errors(error: unknown, req, res, next) {
    const answer = toHttpError(error);
    const fields = { requestId: requestIdOf(res), path: req.path, code: answer.code };
    if (error instanceof TokenError) {
      metrics.count('token_refusals', { area: req.path.split('/')[1] === 'api' ? 'api' : 'other' });
      log.info({ ...fields, reason: error.message }, 'token refused');
    } else if (answer.status === 401 || answer.status === 403) {
      log.info({ ...fields, reason: answer.message }, 'request refused');
    } else if (answer.status >= 500) log.error({ ...fields, error, cause: answer.more.cause }, 'request failed');
    if (res.headersSent) return next(error);
    if (answer.more.retryAfterSeconds !== undefined) res.setHeader('retry-after', answer.more.retryAfterSeconds);
    res.status(answer.status);
    if (res.locals['isPage'] === true)
      return res.render('error', { title: 'Accord', style: errorStyle?.(), ...answer.more, message: answer.message });
    res.json(bodyOf(answer));
  };

export const unknownRoute: RequestHandler = function unknownRoute(_req, _res, next) {
  next(new HttpError(404, 'not-found', 'There is nothing at this address.'));
};
