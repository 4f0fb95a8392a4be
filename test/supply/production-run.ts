import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './locked';

export interface Image {
  readonly folder: string;
  close(): void;
}

const node = (...args: string[]): void => void execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });

/** What the image holds, as `npm run build` makes it but for the types, which have a step of their own. */
export const buildImage = (): Image => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-image-'));
  const dist = join(folder, 'dist');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--outDir', dist, '--tsBuildInfoFile', join(folder, 'tsbuildinfo'), '--noCheck'];
  node(compiler, '-p', 'tsconfig.build.json', ...options);
  node('tools/copy-build-time.mjs', dist);
  for (const part of ['package.json', 'atlassian-connect.json', 'views', 'node_modules', 'packages']) {
    symlinkSync(join(ROOT, part), join(folder, part));
  }
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
};

export interface Running {
  readonly url: string;
  /** Everything it printed. */
  output(): string;
  modules(): Promise<{ readonly touched: readonly string[]; readonly loaded: readonly string[] }>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
}

const LISTENS = /listens on (http:\S+?),/;

const started = (child: ChildProcess, output: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [, url] = LISTENS.exec(output()) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}:\n${output()}`)));
  });

/** The built add-on in production, where only what production installs can be found. */
export const startImage = async ({ folder }: Image, env: Readonly<Record<string, string>>): Promise<Running> => {
  const hook = join(__dirname, 'only-production.cjs');
  const child = spawn(process.execPath, ['--require', hook, 'dist/src/main.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const endWithUs = (): boolean => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const url = await started(child, () => text).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    output: () => text,
    modules: async () => {
      child.send('modules');
      const [answer] = (await once(child, 'message')) as [Awaited<ReturnType<Running['modules']>>];
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
};
