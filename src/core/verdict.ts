import type { Failure, Verdict } from './model';

/** First wait, factor, and longest wait of a retry. */
const BASE_MS = 2_000;
const CAP_MS = 15 * 60 * 1000;

/**
 * Wait before the next try: `2 s * 2^attempt`, at most 15 minutes.
 *
 * | attempt | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 and more |
 * | wait | 2 s | 4 s | 8 s | 16 s | 32 s | 64 s | 128 s | 256 s | 512 s | 900 s |
 */
export const backOff = (attempt: number): number => Math.min(BASE_MS * 2 ** Math.min(attempt, 20), CAP_MS);

/**
 * A thing at which Jira fails again and again, while the rest of the issue can be read, is parked after about a minute. An
 * outage of the whole site never comes so far: then the issue cannot be read, or the site is held.
 */
const UNAVAILABLE_TRIES = 5;
/** A fault of our own seldom passes: it is tried again only for what a moment can change. */
const FAULT_TRIES = 2;
/** A malformed answer may be a proxy's page; after this many it is no accident. */
const MALFORMED_TRIES = 5;
/** A thing that is gone is read again once or twice: the next plan sees that it is gone. */
const GONE_TRIES = 3;

/** What may pass by itself is tried again in 15 minutes, then ever more slowly, at last four times a day. */
const AGAIN_MS = 15 * 60 * 1000;
const AGAIN_CAP_MS = 6 * 60 * 60 * 1000;

const again = (triesSinceParked: number): number =>
  Math.min(AGAIN_MS * 2 ** Math.min(triesSinceParked, 10), AGAIN_CAP_MS);

const retry = (afterMs: number, whole: 'lane' | 'site' = 'lane'): Verdict => ({ kind: 'retry', afterMs, whole });

const atLeast = (waitMs: number | null, attempt: number): number => Math.max(waitMs ?? 0, backOff(attempt));

/** What the pipeline does about a failure. `attempt`: failures in a row before this one. Limits of rate never park. */
export function verdict(failure: Failure, attempt: number): Verdict {
  switch (failure.kind) {
    case 'rateLimited': {
      const whole = failure.scope === 'app' || failure.scope === 'site' ? 'site' : 'lane';
      return retry(failure.retryAfterMs ?? backOff(attempt), whole);
    }
    case 'unavailable':
      return attempt < UNAVAILABLE_TRIES
        ? retry(atLeast(failure.retryAfterMs, attempt))
        : returning(failure, again(attempt - UNAVAILABLE_TRIES));
    case 'fault':
      return attempt < FAULT_TRIES ? retry(backOff(attempt)) : returning(failure, again(attempt - FAULT_TRIES));
    case 'unsettled':
      return retry(failure.retryAfterMs);
    case 'gone':
      return attempt < GONE_TRIES ? retry(backOff(attempt)) : needsAdmin(failure);
    case 'malformed':
      return attempt < MALFORMED_TRIES ? retry(backOff(attempt)) : returning(failure, again(attempt - MALFORMED_TRIES));
    default:
      return needsAdmin(failure);
  }
}

type Lasting = Extract<Failure, { kind: keyof typeof LASTING }>;

interface Advice {
  readonly kind: 'park' | 'suspend';
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

const LASTING = {
  unavailable: {
    kind: 'park',
    code: 'no-answer',
    cause: 'Jira failed at it again and again, while the rest of the issue goes on.',
    remedy: 'Accord tries it again by itself now and then. Look whether that Jira has a fault with it, then try again.',
  },
  fault: {
    kind: 'park',
    code: 'fault',
    cause: 'Accord failed at it through a fault of its own. The rest of the issue goes on.',
    remedy: 'Accord tries it again by itself now and then. Give this to whoever runs Accord.',
  },
  gone: {
    kind: 'park',
    code: 'gone',
    cause: 'What it belongs to is not there any more.',
    remedy: 'Check the issue, then try again or end the pair.',
  },
  malformed: {
    kind: 'park',
    code: 'malformed',
    cause: 'Jira gave an answer that Accord does not understand.',
    remedy: 'Accord tries it again by itself now and then. If a proxy stands in front of that Jira, look at it.',
  },
  unauthorised: {
    kind: 'suspend',
    code: 'unauthorised',
    cause: 'Jira does not let Accord in.',
    remedy: 'Install Accord again in that Jira, or switch it on there.',
  },
  forbidden: {
    kind: 'park',
    code: 'forbidden',
    cause: 'Accord lacks a permission in Jira.',
    remedy: 'Give the Accord app user the permission in that project, then try again.',
  },
  rejected: {
    kind: 'park',
    code: 'refused',
    cause: 'Jira did not take it.',
    remedy: 'Change your side of the contract or what Jira demands, then try again.',
  },
  tooLarge: {
    kind: 'park',
    code: 'too-large',
    cause: 'It is too large for that Jira.',
    remedy: 'Raise the limit there or let the contract leave such things out, then try again.',
  },
  noWay: {
    kind: 'park',
    code: 'no-transition',
    cause: 'The workflow has no way to the status.',
    remedy:
      'Name the statuses on the way in that step of the contract, add the transition, or give the Accord app user the right to transition issues; then try again.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

const returning = (failure: Lasting, againMs: number): Verdict => {
  const judged = needsAdmin(failure);
  return judged.kind === 'park' ? { ...judged, againMs } : judged;
};

const needsAdmin = (failure: Lasting): Verdict => {
  const { kind, code, cause, remedy } = LASTING[failure.kind];
  const detail = failure.kind === 'rejected' ? words(failure) : failure.detail;
  return { kind, code, cause: `${cause} Details: ${ended(detail)}`, remedy };
};

/** Jira's own words mostly end with a full stop. */
const ended = (text: string): string => (/[.!?…]\s*$/.test(text) ? text.trimEnd() : `${text}.`);

const words = ({ fields, detail }: Extract<Failure, { kind: 'rejected' }>): string => {
  const each = Object.entries(fields).map(([field, text]) => `${field}: ${text}`);
  return each.length === 0 ? detail : each.join('; ');
};
