import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { closerOf, type CloseServer } from './close-server';
import { type Accord, compose } from './compose';
import { type Config, parseConfig } from './config';
import { onParentGone } from './parent-gone';
import { type Log } from './sync/ports';

/** Longer than the idle time of usual load balancers, so that they and not we close a connection first. */
const KEEP_ALIVE_MS = 65_000;

/** For telling the store that lanes were cut off through no fault of theirs. */
const LAST_WORD_MS = 2_000;

/** A webhook is answered in far less; who sends a body this slowly sends it again. */
const REQUEST_GRACE_MS = 5_000;

interface Listening {
  readonly server: Server;
  readonly close: CloseServer;
}

const listen = async (accord: Accord, { host, port }: Config): Promise<Listening> => {
  const server = createServer(accord.app);
  const close = closerOf(server);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, close };
};

/** Nothing new comes in, what runs may end, then the store closes. A lane cut off at the deadline is taken over later. */
const drain = async (accord: Accord, close: CloseServer, drainMs: number): Promise<number> => {
  const deadline = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), drainMs).unref());
  const ended = (async () => {
    await close(Math.min(REQUEST_GRACE_MS, drainMs));
    await accord.stop();
    return 'ended' as const;
  })();
  if ((await Promise.race([ended, deadline])) === 'ended') return 0;
  await Promise.race([accord.abandon(), new Promise((resolve) => setTimeout(resolve, LAST_WORD_MS))]);
  return 1;
};

const stopWhenAsked = (accord: Accord, close: CloseServer, { drainMs, byNpm }: Config): void => {
  let stopping = false;
  const stop = (why: NodeJS.Signals | 'npm is gone'): void => {
    if (stopping) return;
    stopping = true;
    accord.log.info({ why, drainMs }, 'stopping');
    drain(accord, close, drainMs).then(
      (code) => {
        accord.log.info({ clean: code === 0 }, 'stopped');
        process.exit(code);
      },
      (error: unknown) => crash(accord.log, 'stopping failed', error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (byNpm) onParentGone(() => stop('npm is gone'));
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
  const { server, close } = await listen(accord, config);
  stopWhenAsked(accord, close, config);
  await accord.start();
  const { address, port } = server.address() as AddressInfo;
  accord.log.info({ role: config.role, baseUrl: config.baseUrl, appKey: config.appKey }, 'started');
  process.stdout.write(`Accord listens on http://${address}:${port}, known to Jira as ${config.baseUrl}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
