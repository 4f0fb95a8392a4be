import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Accord, compose } from './compose';
import { type Config, parseConfig } from './config';
import { type Log } from './sync/ports';

/** Longer than the idle time of usual load balancers, so that they and not we close a connection first. */
const KEEP_ALIVE_MS = 65_000;

const listen = async (accord: Accord, { host, port }: Config): Promise<Server> => {
  const server = createServer(accord.app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
};

const closeServer = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
};

/** Nothing new comes in, what runs may end, then the store closes. A lane cut off at the deadline is taken over later. */
const drain = async (accord: Accord, server: Server, drainMs: number): Promise<number> => {
  const deadline = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), drainMs).unref());
  const ended = (async () => {
    await closeServer(server);
    await accord.stop();
    return 'ended' as const;
  })();
  return (await Promise.race([ended, deadline])) === 'ended' ? 0 : 1;
};

const stopOnSignal = (accord: Accord, server: Server, { drainMs }: Config): void => {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    accord.log.info({ signal, drainMs }, 'stopping');
    drain(accord, server, drainMs).then(
      (code) => {
        accord.log.info({ clean: code === 0 }, 'stopped');
        process.exit(code);
      },
      (error: unknown) => crash(accord.log, 'stopping failed', error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

const crash = (log: Log, message: string, error: unknown): never => {
  log.error({ error }, message);
  process.exit(1);
};

/** A broken promise nobody waits for leaves a state nobody knows: end, and let the supervisor start anew. */
const crashOnUnhandled = (log: Log): void => {
  process.on('unhandledRejection', (error) => crash(log, 'unhandled rejection', error));
  process.on('uncaughtException', (error) => crash(log, 'uncaught exception', error));
};

const main = async (): Promise<void> => {
  const config = parseConfig(process.env);
  const accord = await compose(config);
  crashOnUnhandled(accord.log);
  const server = await listen(accord, config);
  stopOnSignal(accord, server, config);
  await accord.start();
  const { address, port } = server.address() as AddressInfo;
  accord.log.info({ role: config.role, baseUrl: config.baseUrl, appKey: config.appKey }, 'started');
  process.stdout.write(`Accord listens on http://${address}:${port}, known to Jira as ${config.baseUrl}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
