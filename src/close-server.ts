import { type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Takes no new connection, lets running requests end, and ends what is open then. Resolves when all is closed. */
export type CloseServer = (graceMs: number) => Promise<void>;

/**
 * Counts requests from the start. Node itself waits for connections, and takes one for busy that has not sent a word yet
 * (browsers open such to have one at hand): it would hold up every stop.
 */
export const closerOf = (server: Server): CloseServer => {
  let running = 0;
  let ended: () => void = () => undefined;
  server.on('request', (_req, res: ServerResponse) => {
    running += 1;
    res.once('close', () => {
      running -= 1;
      if (running === 0) ended();
    });
  });
  return async (graceMs) => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const answered = new Promise<void>((resolve) => (ended = resolve));
    if (running > 0) await Promise.race([answered, wait(graceMs, undefined, { ref: false })]);
    server.closeAllConnections();
    await closed;
  };
};
