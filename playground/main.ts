import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { greeting } from './greet';
import { setUp } from './setup';
import { lastLines } from './stage/addon';
import { endOrphan, findRunning, forgetRunning, noteRunning } from './stage/running';
import { openStage, type Stage } from './stage/stage';
import { DEFAULT_FOLDER, EMPTY_FOLDER, RUNNING_FILE } from './stage/where';

const HELP = `npm run playground -- [--fresh] [--empty] [--port 8400]
  --fresh  forget everything of earlier runs
  --empty  Accord is installed and nothing more: connections and contracts are left to you (in a data folder of its own)
  --port   port of the add-on; the three sites take the next ones`;

const write = (line: string): void => {
  console.log(line);
};

/**
 * Resolves when somebody wants an end, which may be in the middle of the start. npm's shell dies of a SIGTERM to npm
 * without passing it on: then the process that started this one is gone.
 */
const whenAsked = (): Promise<null> =>
  new Promise((done) => {
    const stop = (): void => done(null);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event !== undefined)
      setInterval(() => process.ppid === parent || stop(), 500).unref();
  });

/** Resolves with the exit code: 0 when a person stops it, 1 when the add-on ended by itself. */
async function keepRunning(stage: Stage, logFile: string, asked: Promise<null>): Promise<number> {
  let isAsked = false;
  const stopped = asked.then(() => {
    isAsked = true;
    return 0;
  });
  const died = stage.addon().ended.then((how) => {
    if (!isAsked) write(`The add-on ended (${how}). The end of its log:\n${lastLines(logFile)}`);
    return 1;
  });
  return Promise.race([stopped, died]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      port: { type: 'string', default: '8400' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    write(HELP);
    return 0;
  }
  const asked = whenAsked();
  const port = Number(values.port);
  const folder = values.empty ? EMPTY_FOLDER : DEFAULT_FOLDER;
  const running = join(folder, RUNNING_FILE);
  const other = findRunning(running);
  if (other !== null) throw new Error(`The playground runs already (process ${other.pid}, ${other.addonUrl}).`);
  if (await endOrphan(running)) write('An add-on that an earlier playground left behind was stopped.');
  if (values.fresh) rmSync(folder, { recursive: true, force: true });
  const ports = { addon: port, sites: [port + 1, port + 2, port + 3], keys: port + 4 } as const;
  const stage = await Promise.race([openStage({ folder, ports, say: write }), asked]);
  if (stage === null) return 0;
  const { pid } = stage.addon();
  noteRunning(running, {
    pid: process.pid,
    addonPid: pid ?? null,
    addonUrl: stage.world.addonUrl,
    sites: stage.sites.map(({ url }) => url),
  });
  try {
    if (!values.empty) await Promise.race([setUp(stage.world, write), asked]);
    for (const line of await greeting(stage.world, values.empty)) write(line);
    return await keepRunning(stage, join(folder, 'accord.log'), asked);
  } finally {
    write('Stopping ...');
    await stage.close();
    forgetRunning(running);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
