import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Loopback only: nothing of the playground is meant to be reached from outside. */
export const HOST = '127.0.0.1';

export async function listen(app: Express, port: number): Promise<{ server: Server; url: string }> {
  const server = createServer(app);
  server.listen(port, HOST);
  await once(server, 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return { server, url: `http://${HOST}:${actual}` };
}

export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
