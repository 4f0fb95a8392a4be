/** A lifecycle call that is refused. `expose`: the web's error middleware sends status, code and message as they are. */
export class LifecycleError extends Error {
  override readonly name = 'LifecycleError';
  readonly expose = true;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly status: 400 | 401 | 403 | 429 | 503,
    readonly code: string,
    message: string,
    { retryAfterSeconds, ...options }: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
