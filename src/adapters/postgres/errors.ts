import { BaseError, ConnectionError } from 'sequelize';

/**
 * What goes wrong in the store. Sequelize's own errors carry the statement and its parameters (issue text, secrets):
 * those must never reach a log, so only the words of Postgres cross.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  constructor(
    message: string,
    /** SQLSTATE or the code of the socket error, where there is one. */
    readonly code: string | null,
    /** The database could not be reached or gave up on us: worth another try. */
    readonly unavailable: boolean,
  ) {
    super(message);
  }
}

/** Classes of SQLSTATE that tell of a server that is away, full, stopping or too slow, not of a wrong statement. */
const AWAY = /^(08|53|57|58|40|55P03|25P03)/;

/** SQLSTATE, or the code of a socket's error. */
export const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;

export const toDatabaseError = (error: unknown): unknown => {
  if (!(error instanceof BaseError)) return error;
  const original = 'original' in error ? error.original : error;
  const code = codeOf(original);
  const message = original instanceof Error && original.message !== '' ? original.message : error.message;
  const unavailable = error instanceof ConnectionError || isAway(code, message);
  return new DatabaseError(`Postgres: ${message || error.name}`, code, unavailable);
};

/** pg has no code of its own for a connection that broke under a statement. */
const isAway = (code: string | null, message: string): boolean =>
  code === null ? /terminated|timeout|ended|not queryable/i.test(message) : AWAY.test(code) || /^E[A-Z]+$/.test(code);

/** Runs `work` and lets none of Sequelize's errors out. */
export const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toDatabaseError(error);
  }
};
