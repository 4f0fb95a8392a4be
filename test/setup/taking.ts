import { once } from 'node:events';
import { type Server } from 'node:http';
import { Held, taking as fill } from '../../playground/taking';

declare global {
  /** What a test file took, for its environment (`environment.ts`): called after all its hooks, the last first. */
  var atEndOfFile: (() => Promise<void>)[] | undefined;
}

/**
 * Takes several things, one after the other. They are given back by `held.release`, when a later one fails, and at the latest
 * when the test file ends: also where its set-up ran out of time and goes on behind its back.
 */
export function taking<T>(take: (held: Held) => Promise<T>): Promise<T> {
  const held = new Held();
  const taken = fill(take, held);
  (globalThis.atEndOfFile ??= []).push(async () => {
    await taken.catch(() => undefined);
    await held.release();
  });
  return taken;
}

/** Listens on a free loopback port until it is given back. */
export async function listen(held: Held, server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  held.keep(server, async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
}
