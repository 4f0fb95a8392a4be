import { type Failure } from '../../../core/model';
import { type JiraRequest } from './request';

const TRIES = 3;
const FIRST_WAIT_MS = 500;
const UNSAID_LIMIT_MS = 2_000;

/**
 * Milliseconds to wait before the same request is sent again, or null when that is the queue's business.
 * A 429 was not carried out, so any request may be repeated after it; after an uncertain end only those that do no harm.
 * `jitter` is 0..1 and only lengthens what Jira asked for.
 */
export const retryPauseMs = (
  failure: Failure,
  request: JiraRequest,
  attempt: number,
  longestMs: number,
  jitter: number,
): number | null => {
  if (attempt >= TRIES) return null;
  const asked = askedMs(failure, request, attempt);
  if (asked === null || asked > longestMs) return null;
  return Math.round(asked * (1 + jitter * 0.3));
};

const askedMs = (failure: Failure, request: JiraRequest, attempt: number): number | null => {
  const backOff = 2 ** (attempt - 1);
  if (failure.kind === 'rateLimited') return failure.retryAfterMs ?? UNSAID_LIMIT_MS * backOff;
  if (failure.kind === 'unavailable' && request.repeatable && attempt === 1) {
    return failure.retryAfterMs ?? FIRST_WAIT_MS;
  }
  return null;
};
