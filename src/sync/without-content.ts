import { ClaimLost } from './ports';

/** Database errors carry the statement's values, which may be issue text: only name, message and stack are logged. */
export const withoutContent = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { type: error.name, message: error.message.slice(0, 300), stack: error.stack }
    : { type: typeof error };

/** The store is away, or the lane is another's by now: that is no fault of what was being done, and ends the run. */
export const endsRun = (error: unknown): boolean => error instanceof ClaimLost || isStoreAway(error);

const isStoreAway = (error: unknown): boolean =>
  error instanceof Error && error.name === 'DatabaseError' && 'unavailable' in error && error.unavailable === true;
