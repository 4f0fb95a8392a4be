/** A lifecycle call that is refused. `expose`: the web's error middleware sends status, code and message as they are. */
export class LifecycleError extends Error {
  override readonly name = 'LifecycleError';
  readonly expose = true;

  constructor(
    readonly status: 400 | 401 | 403 | 503,
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
