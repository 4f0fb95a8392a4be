/** One fault of a request, by path into its body or query. */
export interface RequestFault {
  readonly path: string;
  readonly message: string;
  readonly remedy?: string;
}

export interface HttpErrorMore {
  readonly remedy?: string;
  readonly faults?: readonly RequestFault[];
  readonly retryAfterSeconds?: number;
  /** For the log only; never sent. */
  readonly cause?: unknown;
}

/** An answer that is not a success. `message` and `remedy` go out as they are: they must be safe and helpful. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: HttpErrorMore = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
  }
}
