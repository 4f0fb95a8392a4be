import { TestEnvironment } from 'jest-environment-node';

const LIMIT_MS = 60_000;

/** Node's own environment, which gives back what its test file took and did not give back itself. */
export default class AccordEnvironment extends TestEnvironment {
  /** After the last hook, while the file's modules can still load others: `teardown` would be too late. */
  async handleTestEvent(event: { readonly name: string }): Promise<void> {
    if (event.name !== 'run_finish') return;
    const taken = this.global.atEndOfFile ?? [];
    for (const giveBack of [...taken].reverse()) await atMost(LIMIT_MS, giveBack());
  }
}

/** Nothing here may fail a test that passed, or hide why one failed. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  const tell = (error: unknown): void => void process.stderr.write(`Not given back: ${String(error)}\n`);
  await Promise.race([work.catch(tell), late]);
  clearTimeout(timer);
}
