/* A process that stands still in the way that it is told, for `watchdog.test.ts`. */
import { setTimeout as wait } from 'node:timers/promises';
import { startWatchdog } from '../../../src/adapters/watchdog';

const spin = (ms: number): void => {
  const end = Date.now() + ms;
  while (Date.now() < end);
};

const WAYS: Readonly<Record<string, () => Promise<unknown> | void>> = {
  loop: () => spin(60_000),
  pattern: () => void /^(a+)+b$/.test('a'.repeat(64)),
  // Busy for long, but it comes to breath in between.
  breath: async () => {
    for (let n = 0; n < 8; n += 1) {
      spin(500);
      await wait(5);
    }
  },
};

const main = async (): Promise<void> => {
  const watchdog = startWatchdog(2);
  watchdog.running(['link:contract:master:1', 'sweep:contract:provider']);
  await wait(1_500);
  await WAYS[process.argv[2] ?? '']?.();
  await watchdog.stop();
};

void main();
