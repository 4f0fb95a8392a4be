import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { until } from '../client/wait';

const ROOT = resolve(__dirname, '..', '..');
const START_LIMIT_MS = 120_000;
/** Longer than the add-on gives its own running work. */
const STOP_LIMIT_MS = 30_000;

export interface AddonSettings {
  readonly port: number;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly installKeysUrl: string;
  /** Further environment, such as `LOG_LEVEL` or `DATABASE_URL`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The add-on as a process of its own: the playground knows it by its address and nothing else. */
export interface Addon {
  readonly url: string;
  readonly pid: number | undefined;
  /** Resolves with the exit code (or the signal) when the process ended, asked for or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

export async function startAddon(settings: AddonSettings): Promise<Addon> {
  const url = `http://127.0.0.1:${settings.port}`;
  const child = launch(settings, url);
  const ended = new Promise<string>((done) => child.once('exit', (code, signal) => done(String(signal ?? code))));
  const running: Addon = {
    url,
    pid: child.pid,
    ended,
    stop: () => end(child, ended),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  try {
    await Promise.race([ready(url), failed(ended, settings.logFile)]);
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

function launch(settings: AddonSettings, url: string): ChildProcess {
  mkdirSync(dirname(settings.logFile), { recursive: true });
  const log = createWriteStream(settings.logFile, { flags: 'a' });
  const child = spawn(process.execPath, ['--import', 'tsx', join('src', 'main.ts')], {
    cwd: ROOT,
    // A group of its own: Ctrl-C reaches the playground, which then stops the add-on in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(settings.port),
      BASE_URL: url,
      ACCORD_DATA: settings.dataFolder,
      ACCORD_INSTALL_KEYS_URL: settings.installKeysUrl,
      ACCORD_ALLOWED_HOSTS: '127.0.0.1:*',
      ACCORD_FRAME_ANCESTORS: 'http://127.0.0.1:*',
      ...settings.env,
    },
  });
  // However this process ends in order, also while it is still starting: nothing is left behind.
  const endWithUs = (): boolean => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

const ready = (url: string): Promise<true> =>
  until(
    async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      return answer?.ok ? true : null;
    },
    { limitMs: START_LIMIT_MS, what: `${url}/readyz` },
  );

async function failed(ended: Promise<string>, logFile: string): Promise<never> {
  const how = await ended;
  throw new Error(`The add-on ended (${how}) before it was ready. The end of its log:\n${lastLines(logFile)}`);
}

export const lastLines = (file: string, count = 15): string =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');

async function end(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
