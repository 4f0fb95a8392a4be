import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Embedded, removeCluster, startEmbedded } from '../../../src/adapters/postgres/embedded';
import { onServer } from '../../setup/server';

const FAST = { fsync: 'off' };

// One cluster for all tests but the first and the last: making one takes most of a second.
let dataDir: string;
let running: Embedded[] = [];
beforeAll(async () => (dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-embedded-'))));
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  running = [];
});
afterAll(() => removeCluster(dataDir));

const start = async (): Promise<Embedded> => {
  const embedded = await startEmbedded({ dataDir, settings: FAST });
  running.push(embedded);
  return embedded;
};

const one = async (url: string, sql: string): Promise<unknown> =>
  onServer(url, async (client) => Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]);

const serverPid = async (): Promise<number> =>
  Number((await readFile(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('starts in an empty folder, and keeps its data and its password over a restart', async () => {
  const first = await start();
  expect(await one(first.url, 'SELECT current_database()')).toBe('accord');
  await one(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  await expect(one(first.url, 'SELECT 1')).rejects.toThrow();
  const second = await start();
  expect(await one(second.url, 'SELECT answer FROM kept')).toBe(42);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.stop();
});

test('is reached by nobody without the password, and listens on loopback only', async () => {
  const { url } = await start();
  const { mode } = await stat(path.join(dataDir, 'password'));
  expect(mode & 0o777).toBe(0o600);
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(one(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect(await one(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
  expect(await one(url, 'SHOW unix_socket_directories')).toBe('');
});

test('a folder that is in use by a living process is refused', async () => {
  const { url } = await start();
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
  expect(await one(url, 'SELECT 1')).toBe(1);
});

test('a lost password is a clear error', async () => {
  await (await start()).stop();
  const file = path.join(dataDir, 'password');
  const password = await readFile(file, 'utf8');
  await writeFile(file, '');
  await expect(startEmbedded({ dataDir })).rejects.toThrow('password is gone: put it back, or remove');
  await writeFile(file, password);
});

test('a server that cannot start says why', async () => {
  const failing = startEmbedded({ dataDir, settings: { shared_buffers: 'nonsense' } });
  await expect(failing).rejects.toThrow('invalid value for parameter "shared_buffers"');
});

describe('after a kill -9 of Node', () => {
  /** A process of its own that starts the server and tells its address. */
  const startElsewhere = (): Promise<{ readonly child: ChildProcess; readonly url: string }> =>
    new Promise((resolve, reject) => {
      const script = `require(${JSON.stringify(require.resolve('../../../src/adapters/postgres/embedded.ts'))})
        .startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' } })
        .then(({ url }) => { console.log(url); setInterval(() => {}, 1000); });`;
      const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', script], {
        cwd: path.resolve(__dirname, '../../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout.once('data', (line: Buffer) => resolve({ child, url: line.toString().trim() }));
      child.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
    });

  test('the server that was left behind is stopped, and its data is there', async () => {
    const { child, url } = await startElsewhere();
    await one(url, 'CREATE TABLE left_behind AS SELECT 42 AS answer');
    const orphan = await serverPid();
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
    expect(await one(url, 'SELECT 1')).toBe(1);
    const next = await start();
    expect(await serverPid()).not.toBe(orphan);
    await expect(one(url, 'SELECT 1')).rejects.toThrow();
    expect(await one(next.url, 'SELECT answer FROM left_behind')).toBe(42);
  });
});

test('a stale pid file that names another program harms nobody', async () => {
  await (await start()).stop();
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const folder = path.join(dataDir, 'cluster');
  await writeFile(path.join(folder, 'postmaster.pid'), `${bystander.pid}\n${folder}\n`);
  await startEmbedded({ dataDir, settings: FAST }).then(
    (embedded) => running.push(embedded),
    () => undefined,
  );
  expect(isAlive(bystander.pid ?? 0)).toBe(true);
  bystander.kill();
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('under a home that only root may enter, the cluster lies where its user can reach it', async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'accord-home-'));
  const inside = path.join(home, 'project', '.data');
  const first = await startEmbedded({ dataDir: inside, settings: FAST });
  await one(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const second = await startEmbedded({ dataDir: inside, settings: FAST });
  expect(await one(second.url, 'SELECT answer FROM kept')).toBe(42);
  await second.stop();
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  await removeCluster(inside);
  await rm(home, { recursive: true });
});
