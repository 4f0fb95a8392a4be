/** Who calls, as proved by a token that the host signed. The tenant comes from here and from nowhere else. */
export interface Caller {
  readonly siteId: string;
  /** Absent for system calls (webhooks). */
  readonly accountId: string | null;
  /** Issue and project of the page that the token was made for, if any. */
  readonly issueId: string | null;
  readonly projectKey: string | null;
}

export interface SignedRequest {
  readonly method: string;
  /** Path as the client sent it, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The token without its scheme. */
  readonly token: string;
}

export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** Strict checks of inbound tokens. Each method throws TokenError with a reason fit for a log, not for the caller. */
export interface HostTokens {
  /** HS256, `exp` demanded, `qsh` bound to exactly this request; iframe pages and webhooks. */
  verifyBound(request: SignedRequest): Promise<Caller>;
  /** HS256, `exp` demanded, `qsh` is literally `context-qsh`; API calls from pages. */
  verifyContext(token: string): Promise<Caller>;
}

/** What a request to a site must carry. Under Forge there may be none for a while: `headerFor` then throws. */
export interface Credentials {
  /**
   * Value of the `Authorization` header for exactly this request.
   * `pathAndQuery` is relative to the site's base URL and encoded as it will be sent (`/rest/api/3/myself`).
   * The secret is read anew for each call, so that a re-install takes effect at once in every process.
   */
  headerFor(
    siteId: string,
    method: string,
    pathAndQuery: string,
  ): Promise<{ readonly value: string; readonly expiresAt: Date }>;
}
