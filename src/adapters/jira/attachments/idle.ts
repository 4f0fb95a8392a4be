import { Transform, type TransformCallback } from 'node:stream';

/** Aborts when nothing moved for `ms`. `touch` says that something moved. */
export interface IdleWatch {
  readonly signal: AbortSignal;
  touch(): void;
  stop(): void;
}

export const watchIdle = (ms: number): IdleWatch => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    touch: () => timer.refresh(),
    stop: () => clearTimeout(timer),
  };
};

export class WrongLengthError extends Error {
  override readonly name = 'WrongLengthError';
}

/**
 * Passes a file on and counts it. A file with another length than announced ends in an error: a shorter one would
 * leave the receiver waiting, a longer one would be cut off without a word.
 */
export const countBytes = (expected: number, onChunk: () => void): Transform => {
  let seen = 0;
  const wrong = (): WrongLengthError => new WrongLengthError(`The file was to have ${expected} bytes, not ${seen}.`);
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      seen += chunk.length;
      onChunk();
      if (seen > expected) done(wrong());
      else done(null, chunk);
    },
    flush(done: TransformCallback) {
      done(seen === expected ? null : wrong());
    },
  });
};
