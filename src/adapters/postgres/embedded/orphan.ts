import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Log } from '../../../sync/ports';
import { type Account } from './account';
import { type Binaries } from './binaries';
import { type Cluster } from './cluster';
import { environment } from './environment';

/**
 * `kill -9` of Node leaves its server running. Stops the one that runs on exactly this folder, if its parent is gone;
 * throws when its parent lives, since two processes must not run one cluster.
 */
export const stopOrphan = async (
  cluster: Cluster,
  binaries: Binaries,
  account: Account | null,
  log?: Log,
): Promise<void> => {
  const pid = await runningOn(cluster.folder);
  if (pid === null) return;
  const owner = await ownerOf(cluster);
  if (owner !== null && (await parentOf(pid)) === owner) {
    throw new Error(`${cluster.folder} is in use by process ${owner}. Stop it, or use another data folder.`);
  }
  log?.warn({ pid, folder: cluster.folder }, 'stopping a Postgres that an earlier run left behind');
  await promisify(execFile)(binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '30'], {
    ...account,
    cwd: cluster.folder,
    env: environment(),
  });
};

const ownerFile = ({ logFile }: Cluster): string => path.join(path.dirname(logFile), 'owner');

/** Remembers which process started the server. */
export const noteOwner = (cluster: Cluster): Promise<void> => writeFile(ownerFile(cluster), String(process.pid));

const ownerOf = async (cluster: Cluster): Promise<number | null> =>
  Number(await readFile(ownerFile(cluster), 'utf8').catch(() => '')) || null;

/** The server that holds the folder. After a crash the number may belong to any other program by now: look at it. */
const runningOn = async (folder: string): Promise<number | null> => {
  const [line, dataFolder] = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  if (!pid || dataFolder !== folder || !isAlive(pid)) return null;
  const command = await commandOf(pid);
  return command.includes('postgres') && command.includes(folder) ? pid : null;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const commandOf = async (pid: number): Promise<string> => {
  if (process.platform === 'win32') return '';
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return ps('command', pid);
};

const parentOf = async (pid: number): Promise<number | null> => {
  if (process.platform !== 'linux') return Number(await ps('ppid', pid)) || null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) || null;
};

const ps = async (column: string, pid: number): Promise<string> =>
  promisify(execFile)('ps', ['-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
