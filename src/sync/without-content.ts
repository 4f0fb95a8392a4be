/** Database errors carry the statement's values, which may be issue text: only name, message and stack are logged. */
export const withoutContent = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { type: error.name, message: error.message.slice(0, 300), stack: error.stack }
    : { type: typeof error };

/** The store is away: that is no fault of what was being done. */
export const isStoreAway = (error: unknown): boolean =>
  error instanceof Error && error.name === 'DatabaseError' && 'unavailable' in error && error.unavailable === true;
