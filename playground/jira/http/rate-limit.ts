import type { Response } from 'express';

/** Why Jira says 429, as told in `RateLimit-Reason`. */
export const RATE_LIMIT_REASONS = [
  'jira-quota-global-based',
  'jira-quota-tenant-based',
  'jira-burst-based',
  'jira-per-issue-on-write',
] as const;

export type RateLimitReason = (typeof RATE_LIMIT_REASONS)[number];

export const isRateLimitReason = (text: unknown): text is RateLimitReason =>
  RATE_LIMIT_REASONS.some((reason) => reason === text);

/** Jira warns when less than a fifth of the quota is left. */
const NEAR = 0.2;

const hourEnd = (now: number): number => Math.ceil((now + 1) / 3_600_000) * 3_600_000;

/** Headers of an answer that was not refused, where points are limited. */
export function quotaHeaders(limit: number, spent: number, now: number): Record<string, string> {
  const left = Math.max(0, limit - spent);
  const isNear = left < limit * NEAR;
  const seconds = Math.ceil((hourEnd(now) - now) / 1000);
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(left),
    'RateLimit-Policy': `"tenant-app-quota";q=${limit};w=3600`,
    RateLimit: isNear ? `"tenant-app-quota";r=${left};t=${seconds}` : `"tenant-app-quota";t=${seconds}`,
    ...(isNear ? { 'X-RateLimit-NearLimit': 'true' } : {}),
  };
}

/** Headers of a 429. A used-up quota lasts to the full UTC hour; the others give a few seconds. */
export function rateLimitHeaders(reason: RateLimitReason, now: number, waitMs: number | null): Record<string, string> {
  const quota = reason === 'jira-quota-global-based' || reason === 'jira-quota-tenant-based';
  const until = waitMs !== null ? now + waitMs : quota ? hourEnd(now) : now + 2_000;
  return {
    'RateLimit-Reason': reason,
    'Retry-After': String(Math.max(1, Math.ceil((until - now) / 1000))),
    'X-RateLimit-Reset': new Date(until).toISOString(),
    'X-RateLimit-Limit': quota ? '65000' : '100',
    'X-RateLimit-Remaining': '0',
  };
}

export function answer429(res: Response, reason: RateLimitReason, now: number, waitMs: number | null): void {
  res.status(429).set(rateLimitHeaders(reason, now, waitMs));
  res.json({ errorMessages: [`Rate limit exceeded (${reason}).`], errors: {} });
}
