/** What went wrong on the way to a side, by consequence. The Jira adapter is the only place that makes these. */
export type Failure =
  | {
      readonly kind: 'rateLimited';
      readonly scope: 'app' | 'site' | 'endpoint' | 'issue';
      readonly retryAfterMs: number | null;
      readonly detail: string;
    }
  /** 5xx, timeouts, refused connections. `maybeDone`: the write may have happened. */
  | {
      readonly kind: 'unavailable';
      readonly maybeDone: boolean;
      readonly retryAfterMs: number | null;
      readonly detail: string;
    }
  /** 401: the site does not accept our token (uninstalled, secret changed). */
  | { readonly kind: 'unauthorised'; readonly detail: string }
  /** 403: a permission or a scope is missing. */
  | { readonly kind: 'forbidden'; readonly detail: string }
  /** 404/410 of the thing itself. */
  | { readonly kind: 'gone'; readonly detail: string }
  /** 400/422: Jira refused the content. `fields` by field id in Jira's words. */
  | { readonly kind: 'rejected'; readonly fields: Readonly<Record<string, string>>; readonly detail: string }
  /** Too large, at a per-issue ceiling: 413 and the like. */
  | { readonly kind: 'tooLarge'; readonly detail: string }
  /** No transition leads to the status. */
  | { readonly kind: 'noWay'; readonly detail: string }
  /** A create may have happened and the index cannot tell yet: wait. */
  | { readonly kind: 'unsettled'; readonly retryAfterMs: number; readonly detail: string }
  /** The answer is not what the API describes. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** A fault of Accord's own. Not made by an adapter: what was thrown says nothing that may be shown. */
  | { readonly kind: 'fault'; readonly detail: string };

/** What the pipeline does about a failure. */
export type Verdict =
  | { readonly kind: 'retry'; readonly afterMs: number; readonly whole: 'lane' | 'site' }
  /** Park the facet with a problem; everything else goes on. */
  | {
      readonly kind: 'park';
      readonly code: string;
      readonly cause: string;
      readonly remedy: string;
      /** It comes back by itself after this time. */
      readonly againMs?: number;
    }
  /** Stop the site (or connection) until an admin acts. */
  | { readonly kind: 'suspend'; readonly code: string; readonly cause: string; readonly remedy: string };
