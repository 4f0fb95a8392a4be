import { type RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { type Clock } from '../../sync/ports';
import { HttpError } from './http-error';

const REMEMBERED_ADDRESSES = 10_000;

export interface Rate {
  readonly requests: number;
  readonly windowMs: number;
}

/**
 * For doors that cost us a call elsewhere before we know who knocks: an unknown key id makes us ask the key server. Counted
 * per address and process; a brake, not a quota.
 */
export const limitRate = ({ requests, windowMs }: Rate, clock: Clock): RequestHandler => {
  const seen = new LRUCache<string, { count: number; endsAt: number }>({ max: REMEMBERED_ADDRESSES });
  return function limitRate(req, _res, next) {
    const now = clock.now().getTime();
    const known = seen.get(req.ip ?? '');
    const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + windowMs };
    window.count += 1;
    seen.set(req.ip ?? '', window);
    if (window.count <= requests) return next();
    const retryAfterSeconds = Math.ceil((window.endsAt - now) / 1000);
    next(new HttpError(429, 'too-many-requests', 'Too many requests. Try again later.', { retryAfterSeconds }));
  };
};
