import { Worker } from 'node:worker_threads';
import { THREAD } from './thread';

export interface Watchdog {
  /** The lanes that run now, to be named if the loop stands still. */
  running(keys: readonly string[]): void;
  stop(): Promise<void>;
}

const BEAT_MS = 500;
const TEXT_FROM = 8;
const TEXT_BYTES = 8_192;

/** As much as finds room, cut between keys. */
const fitting = (keys: readonly string[]): Uint8Array => {
  const bytes = new TextEncoder().encode(keys.join('\n'));
  return bytes.length <= TEXT_BYTES ? bytes : bytes.slice(0, bytes.lastIndexOf(10, TEXT_BYTES - 1));
};

/**
 * A thread that ends the process when its main loop has not turned for so many seconds, whatever it is that holds it: who
 * runs it starts it again, and its lanes are taken over. Otherwise it would keep its port and its place and do nothing.
 */
export const startWatchdog = (stallSeconds: number): Watchdog => {
  const memory = new SharedArrayBuffer(TEXT_FROM + TEXT_BYTES);
  const words = new Int32Array(memory);
  const text = new Uint8Array(memory, TEXT_FROM);
  const beat = setInterval(() => Atomics.add(words, 0, 1), BEAT_MS).unref();
  const thread = new Worker(THREAD, { eval: true, workerData: { memory, stallSeconds, textFrom: TEXT_FROM } });
  thread.unref();
  return {
    running: (keys) => {
      const bytes = fitting(keys);
      text.set(bytes);
      Atomics.store(words, 1, bytes.length);
    },
    stop: async () => {
      clearInterval(beat);
      await thread.terminate();
    },
  };
};

/** Where it is switched off. */
export const NO_WATCHDOG: Watchdog = { running: () => undefined, stop: () => Promise.resolve() };
