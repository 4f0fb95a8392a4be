import { type Failure } from '../../../core/model';

export type LimitScope = Extract<Failure, { kind: 'rateLimited' }>['scope'];

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** `RateLimit-Reason` as documented on https://developer.atlassian.com/cloud/jira/platform/rate-limiting/. */
const SCOPES: Readonly<Record<string, LimitScope>> = {
  'jira-quota-global-based': 'app',
  'jira-quota-tenant-based': 'site',
  'jira-burst-based': 'endpoint',
  'jira-per-issue-on-write': 'issue',
};

/** Whom a 429 stops. Reasons outside the documented list were seen in the field: they stop the whole site. */
export const limitScope = (headers: Headers): LimitScope =>
  SCOPES[(headers['ratelimit-reason'] ?? '').trim().toLowerCase()] ?? 'site';

/** Milliseconds that Jira asks us to wait: `Retry-After` (seconds or a date), else `X-RateLimit-Reset`; null if unsaid. */
export const askedWaitMs = (headers: Headers, now: Date): number | null =>
  waitUntil(headers['retry-after'], now) ?? waitUntil(headers['x-ratelimit-reset'], now);

const EPOCH_SECONDS = 1_000_000_000;

const waitUntil = (text: string | undefined, now: Date): number | null => {
  if (text === undefined || text.trim() === '') return null;
  const number = Number(text);
  const at = Number.isFinite(number)
    ? number > EPOCH_SECONDS
      ? number * 1000
      : now.getTime() + number * 1000
    : Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil(at - now.getTime()));
};

/** Less than about a fifth of the budget is left. */
export const isNearLimit = (headers: Headers): boolean => headers['x-ratelimit-nearlimit']?.toLowerCase() === 'true';
