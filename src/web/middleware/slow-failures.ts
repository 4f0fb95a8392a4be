import { type ErrorRequestHandler } from 'express';
import { createBuckets, type Rate } from '../../limits/buckets';
import { networkOf } from '../../limits/network-of';
import { type Clock, TokenError } from '../../sync/ports';
import { HttpError } from './http-error';

/**
 * For doors that strangers may knock at. Only failed signatures are counted, by network: what is genuine passes always, also
 * from where a flood comes from. Beyond the rate a refusal is told as 429, which costs no line in the log.
 */
export const slowFailures = (rate: Rate, clock: Clock): ErrorRequestHandler => {
  const failures = createBuckets(rate);
  return function slowFailures(error: unknown, req, _res, next) {
    if (!(error instanceof TokenError)) return next(error);
    const waitMs = failures.take(networkOf(req.ip), clock.now());
    if (waitMs === 0) return next(error);
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    next(new HttpError(429, 'too-many-requests', 'Too many calls without a valid token.', { retryAfterSeconds }));
  };
};
