import { createServer } from 'node:net';

const listens = (port: number): Promise<number | null> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : null));
    });
  });

/** The wanted port where it is free, else one that is. 0 asks for any. */
export async function freePort(wanted: number): Promise<number> {
  const port = (await listens(wanted)) ?? (await listens(0));
  if (port === null) throw new Error('No port is free on 127.0.0.1');
  return port;
}
