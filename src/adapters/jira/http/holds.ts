import { LRUCache } from 'lru-cache';
import { type Failure } from '../../../core/model';
import { type JiraRequest } from './request';
import { type LimitScope } from './rate-limit';

type RateLimited = Extract<Failure, { kind: 'rateLimited' }>;

/** A time before which something may not be sent, and what it covers. */
export interface Hold {
  readonly until: number;
  readonly scope: LimitScope;
}

/** `jira-per-issue-on-write`: 20 writes in 2 s and 100 in 30 s on one issue (Jira Cloud, rate limiting). */
const WRITE_WINDOWS = [
  { ms: 2_000, writes: 20 },
  { ms: 30_000, writes: 100 },
] as const;
const LONGEST_WINDOW_MS = 30_000;
const NEAR_LIMIT_MS = 60_000;
/** For a 429 that names no time. */
const UNSAID_WAIT_MS = 2_000;

/** Holds of the add-on as a whole: the global quota is one pool over all sites. */
export interface AppHold {
  until: number;
}

/** What may not be sent to one site now, learnt from its 429s and kept by counting our own writes. */
export interface Holds {
  /** The hold that covers this request at `now` and lasts longest. */
  find(request: JiraRequest, now: number): Hold | null;
  /** A write is about to be sent. */
  noteSent(request: JiraRequest, now: number): void;
  noteRefused(request: JiraRequest, failure: RateLimited, now: number): void;
  noteNearLimit(now: number): void;
  isNearLimit(now: number): boolean;
}

export const createHolds = (app: AppHold): Holds => {
  const until = new LRUCache<string, number>({ max: 5_000 });
  const writes = new LRUCache<string, readonly number[]>({ max: 1_000 });
  let nearUntil = 0;

  return {
    find: (request, now) => {
      const holds: readonly Hold[] = [
        { scope: 'app', until: app.until },
        { scope: 'site', until: until.get('site') ?? 0 },
        { scope: 'endpoint', until: until.get(endpointKey(request)) ?? 0 },
        { scope: 'issue', until: issueHold(request, until, writes, now) },
      ];
      return holds.filter((hold) => hold.until > now).sort((a, b) => b.until - a.until)[0] ?? null;
    },
    noteSent: ({ issueId, reads }, now) => {
      if (reads || issueId === null) return;
      const recent = (writes.get(issueId) ?? []).filter((at) => at > now - LONGEST_WINDOW_MS);
      writes.set(issueId, [...recent, now]);
    },
    noteRefused: (request, { scope, retryAfterMs }, now) => {
      const end = now + (retryAfterMs ?? UNSAID_WAIT_MS);
      if (scope === 'app') app.until = Math.max(app.until, end);
      else until.set(holdKey(scope, request), end);
    },
    noteNearLimit: (now) => {
      nearUntil = now + NEAR_LIMIT_MS;
    },
    isNearLimit: (now) => nearUntil > now,
  };
};

const endpointKey = ({ method, route }: JiraRequest): string => `endpoint ${method} ${route}`;
const issueKey = (issueId: string): string => `issue ${issueId}`;

const holdKey = (scope: Exclude<LimitScope, 'app'>, request: JiraRequest): string => {
  switch (scope) {
    case 'site':
      return 'site';
    case 'endpoint':
      return endpointKey(request);
    case 'issue':
      return request.issueId === null ? endpointKey(request) : issueKey(request.issueId);
  }
};

const issueHold = (
  { issueId, reads }: JiraRequest,
  until: LRUCache<string, number>,
  writes: LRUCache<string, readonly number[]>,
  now: number,
): number => {
  if (reads || issueId === null) return 0;
  const sent = writes.get(issueId) ?? [];
  const full = WRITE_WINDOWS.map(({ ms, writes: most }) => {
    const within = sent.filter((at) => at > now - ms);
    // The write that must leave the window before the next one may be sent.
    const oldest = within[within.length - most];
    return oldest === undefined ? 0 : oldest + ms;
  });
  return Math.max(until.get(issueKey(issueId)) ?? 0, ...full);
};
