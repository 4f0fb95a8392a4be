import pino, { type DestinationStream, type Level } from 'pino';
import { type Log } from '../sync/ports';

export type LogLevel = Level | 'silent';

const SECRET_FIELDS = ['authorization', 'jwt', 'token', 'sharedSecret', 'secret', 'password', 'cookie'];

/** A token that slipped into a message or an error's text all the same. */
const TOKEN = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

const scrub = (text: string): string => text.replace(TOKEN, '[token]');

const describeError = (error: Error): Record<string, unknown> => ({
  type: error.name,
  message: scrub(error.message),
  stack: scrub(error.stack ?? ''),
  ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
});

/** Only name, text and stack of an error: axios errors carry headers, Sequelize errors carry the values of a row. */
const serialise = (error: unknown): unknown =>
  error instanceof Error ? describeError(error) : typeof error === 'string' ? scrub(error) : error;

/** JSON lines on stdout, or on the stream given. Secrets are struck out by field name up to two levels down, tokens by their look. */
export const createLog = (level: LogLevel, stream?: DestinationStream): Log => {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[secret]',
    },
    serializers: { error: serialise, err: serialise, cause: serialise },
  };
  const logger = stream ? pino(options, stream) : pino(options);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
};
