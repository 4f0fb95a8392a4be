import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Account, PRIVATE_HOME, walkable } from './account';
import { type Binaries } from './binaries';
import { environment } from './environment';

export const SUPERUSER = 'accord';

/** The files of one embedded server: `<dataDir>/cluster` is Postgres's own folder, `password` and the log lie beside. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly logFile: string;
}

/** Finds the cluster in this folder, or makes it. It comes into being whole: initdb works beside, then it is renamed. */
export const ensureCluster = async (dataDir: string, binaries: Binaries, account: Account | null): Promise<Cluster> => {
  await mkdir(dataDir, { recursive: true });
  if (account) await letOthersWalk(dataDir);
  const folder = await clusterFolder(dataDir, account);
  const made = await isFile(path.join(folder, 'PG_VERSION'));
  const password = await ensurePassword(dataDir, made);
  if (!made) await initialise(folder, password, binaries, account);
  return { folder, password, logFile: path.join(dataDir, 'postgres.log') };
};

/** Takes away everything that `startEmbedded` made for this folder. The server must be stopped. */
export const removeCluster = async (dataDir: string): Promise<void> => {
  const folder = await realpath(path.join(dataDir, 'cluster')).catch(() => null);
  if (folder) await rm(folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
};

const letOthersWalk = async (folder: string): Promise<void> => {
  const { mode } = await stat(folder);
  await chmod(folder, (mode & 0o777) | 0o011);
};

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** Under a home that only root may enter, the cluster lies elsewhere and a link in the data folder leads to it. */
const clusterFolder = async (dataDir: string, account: Account | null): Promise<string> => {
  const here = path.join(path.resolve(dataDir), 'cluster');
  const linked = await realpath(here).catch(() => null);
  if (linked !== null) return linked;
  if (!account || (await walkable(path.resolve(dataDir)))) return here;
  const elsewhere = path.join(PRIVATE_HOME, `cluster-${createHash('sha256').update(here).digest('hex').slice(0, 16)}`);
  await mkdir(PRIVATE_HOME, { recursive: true, mode: 0o755 });
  // No link leads there: a data folder that was removed by hand left it, and its password is gone.
  await rm(elsewhere, { recursive: true, force: true });
  await rm(here, { force: true });
  await symlink(elsewhere, here);
  return elsewhere;
};

const ensurePassword = async (dataDir: string, clusterIsMade: boolean): Promise<string> => {
  const file = path.join(dataDir, 'password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  if (clusterIsMade) {
    throw new Error(`${file} is gone: put it back, or remove ${dataDir} to start with an empty database.`);
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  return password;
};

const initialise = async (
  folder: string,
  password: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> => {
  const fresh = `${folder}.new`;
  const passwordFile = `${folder}.pw`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await Promise.all([fresh, passwordFile].map((file) => chown(file, account.uid, account.gid)));
  try {
    await runInitdb(binaries, fresh, passwordFile, account);
    await rename(fresh, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
};

const runInitdb = async (
  { initdb }: Binaries,
  folder: string,
  passwordFile: string,
  account: Account | null,
): Promise<void> => {
  const options = ['--no-sync', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', `--username=${SUPERUSER}`];
  await promisify(execFile)(initdb, [...options, `--pwfile=${passwordFile}`, '-D', folder], {
    ...account,
    cwd: path.dirname(folder),
    env: environment(),
  });
};
