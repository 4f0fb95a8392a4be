import { type RequestHandler } from 'express';
import { type Clock } from '../../../sync/ports';
import { callerOf, HttpError, route } from '../../middleware';

const WINDOW_MS = 60_000;
const MOST = 30;

interface Count {
  readonly since: number;
  readonly used: number;
}

/**
 * A site may try so many codes a minute in this process. The codes themselves are beyond guessing; this keeps a page or
 * script that went wild away from the database.
 */
export const limitAttempts = (clock: Clock, most = MOST): RequestHandler => {
  const counts = new Map<string, Count>();
  return route(function limitAttempts(_req, res, next) {
    const now = clock.now().getTime();
    for (const [siteId, { since }] of counts) if (now - since >= WINDOW_MS) counts.delete(siteId);
    const { siteId } = callerOf(res);
    const { since, used } = counts.get(siteId) ?? { since: now, used: 0 };
    if (used >= most) {
      throw new HttpError(429, 'too-many-attempts', 'Your site tried too many invitation codes.', {
        remedy: 'Wait a minute and try again.',
        retryAfterSeconds: Math.max(1, Math.ceil((since + WINDOW_MS - now) / 1000)),
      });
    }
    counts.set(siteId, { since, used: used + 1 });
    next();
  });
};
