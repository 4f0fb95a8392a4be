/**
 * What the thread runs, as text: it must work alike from TypeScript, from jest and compiled. It sleeps a second at a time and
 * counts the seconds in which the main loop did not turn, so that a machine that was suspended is no stall. The end is asked
 * of the main thread by its inspector, which reaches into a running loop or regular expression and also works for process 1
 * of a container; where even that is not heard, the process is killed.
 */
export const THREAD = `
const { workerData: { memory, stallSeconds, textFrom } } = require('node:worker_threads');
const { Session } = require('node:inspector');
const { writeSync } = require('node:fs');
const words = new Int32Array(memory);
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms) => Atomics.wait(sleeper, 0, 0, ms);

const lanes = () => {
  const bytes = Buffer.from(new Uint8Array(memory, textFrom, Atomics.load(words, 1)));
  return bytes.toString('utf8').split('\\n').filter((key) => key !== '');
};

const end = () => {
  const line = { level: 'error', time: new Date().toISOString(), lanes: lanes(), stallSeconds };
  const msg = 'the main loop stands still: the process ends, to be started again';
  writeSync(1, JSON.stringify({ ...line, msg }) + '\\n');
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.evaluate', { expression: 'process.reallyExit(70)' });
  sleep(3000);
  process.kill(process.pid, 'SIGKILL');
};

let seen = Atomics.load(words, 0);
let still = 0;
for (;;) {
  sleep(1000);
  const now = Atomics.load(words, 0);
  still = now === seen ? still + 1 : 0;
  seen = now;
  if (still >= stallSeconds) end();
}
`;
