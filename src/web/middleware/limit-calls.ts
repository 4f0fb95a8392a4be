import { createHash } from 'node:crypto';
import { type Request, type RequestHandler, type Response } from 'express';
import { LRUCache } from 'lru-cache';
import { type ApiLimits, LIMIT_NAMES, type LimitName } from '../../limits/api-limits';
import { type Buckets, createBuckets } from '../../limits/buckets';
import { type Caller, type Clock } from '../../sync/ports';
import { type Counted, countedFor, isForecast } from './call-kinds';
import { callerOf } from './caller';
import { HttpError } from './http-error';

/** Calls of one site that are under way at a time: a slow Jira, or a crowd, holds up that site only. */
const AT_A_TIME = 40;
const REMEMBERED_TOKENS = 10_000;
/** Answers to a flood that are held back at a time, and for how long: whoever asks in a loop then asks slowly. */
const PAUSED_AT_A_TIME = 200;
const PAUSE_MS = 500;

const MESSAGES: Partial<Readonly<Record<LimitName, string>>> = {
  forecasts: 'This contract had many forecasts in the last hour.',
  runs: 'Your site started many runs over existing issues in the last hour.',
  invitations: 'Your site made many invitations in the last hour.',
  codes: 'Your site tried too many invitation codes.',
  making: 'Your site made many connections, contracts or templates in the last hour.',
};

const inWords = (seconds: number): string => {
  if (seconds < 100) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
};

const tooMany = (limit: LimitName, waitMs: number): HttpError => {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const message = MESSAGES[limit] ?? 'Too many calls in a short time.';
  const remedy = `Wait ${inWords(retryAfterSeconds)} and try again.`;
  return new HttpError(429, 'too-many-requests', message, { remedy, retryAfterSeconds });
};

const callerKey = ({ siteId, accountId }: Caller): string => `${siteId} ${accountId ?? ''}`;

const contractKey = ({ siteId }: Caller, { path, query }: Request): string =>
  `${siteId} ${path.split('/')[2] ?? ''} ${typeof query['side'] === 'string' ? query['side'] : ''}`;

const keyOf = ({ by }: Counted, caller: Caller, req: Request): string => {
  if (by === 'caller') return callerKey(caller);
  return by === 'site' ? caller.siteId : contractKey(caller, req);
};

const printOf = ({ headers }: Request): string =>
  createHash('sha256')
    .update(headers.authorization ?? '')
    .digest('base64');

/** Runs `ended` once, however the answer ends. */
const whenEnded = (res: Response, ended: () => void): void => void res.once('close', ended);

export interface CallLimits {
  /** Before the token is looked up: a token that was proved a moment ago tells whose flood it is, for no query at all. */
  readonly refuseFlood: RequestHandler;
  /** Behind the token: counts the call and refuses what is too much. */
  readonly limitCalls: RequestHandler;
}

/**
 * Limits of the API by caller and by site, within this process: a brake that keeps one tenant's flood from the others, and
 * from its own Jira. Nobody is counted by address: people of one company share theirs.
 */
export const createCallLimits = (limits: ApiLimits, clock: Clock, pauseMs = PAUSE_MS): CallLimits => {
  const buckets = Object.fromEntries(LIMIT_NAMES.map((name) => [name, createBuckets(limits[name])])) as Record<
    LimitName,
    Buckets
  >;
  const proved = new LRUCache<string, string>({ max: REMEMBERED_TOKENS });
  const underWay = new Map<string, number>();

  let paused = 0;
  const refuseSlowly = (res: Response, refuse: () => void): void => {
    if (pauseMs === 0 || paused >= PAUSED_AT_A_TIME) return refuse();
    paused += 1;
    const timer = setTimeout(refuse, pauseMs);
    whenEnded(res, () => {
      clearTimeout(timer);
      paused -= 1;
    });
  };

  const enter = (key: string, most: number, res: Response): boolean => {
    const now = underWay.get(key) ?? 0;
    if (now >= most) return false;
    underWay.set(key, now + 1);
    whenEnded(res, () => {
      const left = (underWay.get(key) ?? 1) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
    });
    return true;
  };

  const count = (req: Request, caller: Caller): HttpError | null => {
    for (const counted of countedFor(req.method, req.path)) {
      const waitMs = buckets[counted.limit].take(keyOf(counted, caller, req), clock.now());
      if (waitMs > 0) return tooMany(counted.limit, waitMs);
    }
    return null;
  };

  const admit = (req: Request, res: Response, caller: Caller): HttpError | null => {
    if (!enter(`site ${caller.siteId}`, AT_A_TIME, res)) return tooMany('site', 1_000);
    const key = contractKey(caller, req);
    if (isForecast(req.method, req.path) && !enter(`forecast ${key}`, 1, res)) {
      const more = { remedy: 'Wait until it is there, then ask for the next one.', retryAfterSeconds: 5 };
      return new HttpError(429, 'forecast-running', 'A forecast of this contract is being made.', more);
    }
    return count(req, caller);
  };

  return {
    refuseFlood: function refuseFlood(req, res, next) {
      const key = proved.get(printOf(req));
      const waitMs = key === undefined ? 0 : buckets.caller.look(key, clock.now());
      if (waitMs === 0) return next();
      refuseSlowly(res, () => next(tooMany('caller', waitMs)));
    },
    limitCalls: function limitCalls(req, res, next) {
      const caller = callerOf(res);
      proved.set(printOf(req), callerKey(caller));
      next(admit(req, res, caller) ?? undefined);
    },
  };
};
