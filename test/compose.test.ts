import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { compose, composeTool } from '../src/compose';
import { parseConfig } from '../src/config';
import { type OpenDatabase } from '../src/adapters/postgres/database';
import { parseSecretKeys } from '../src/adapters/postgres/secrets';
import { anInstallation, AT } from './adapters/postgres/agreements';
import { cloneTemplate, openTestDatabase } from './setup/database';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const K1 = `k1:${key(1)}`;
const K2 = `k2:${key(2)}`;

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come to hold');
};

describe('a start', () => {
  test('with a new key in front seals the secrets anew: afterwards the old key may go', async () => {
    const { url, drop } = await cloneTemplate();
    const run = async (keys: string, work: () => Promise<void>): Promise<void> => {
      const accord = await compose(
        parseConfig({ DATABASE_URL: url, ACCORD_SECRET_KEYS: keys, LOG_LEVEL: 'silent', NODE_ENV: 'test' }),
      );
      await accord.start();
      await work().finally(() => accord.stop());
    };
    const withStore = async <T>(keys: string, read: (opened: OpenDatabase) => Promise<T>) => {
      const opened = await openTestDatabase({ url, keys: parseSecretKeys(keys) });
      return read(opened).finally(() => opened.close());
    };
    const id = await withStore(K1, async ({ stores }) => {
      const site = await stores.sites.saveInstallation(anInstallation(), AT, 0);
      // Nobody is there to be asked who we are.
      await stores.sites.setState(site.id, 'disabled');
      return site.id;
    });
    const opensWith = (keys: string): Promise<boolean> =>
      withStore(keys, ({ stores }) =>
        stores.sites.secrets(id, AT).then(
          ([secret]) => secret === 'first-secret',
          () => false,
        ),
      );
    await run(K1, () => Promise.resolve());
    expect(await opensWith(K2)).toBe(false);
    await run(`${K2},${K1}`, () => until(() => opensWith(K2)));
    await run(K2, () => Promise.resolve());
    expect(await opensWith(K2)).toBe(true);
    await drop();
  });
});

test('a Postgres that cannot be reached is named, its password is not', async () => {
  const url = 'postgres://accord:hush-hush@127.0.0.1:1/accord';
  const config = parseConfig({ DATABASE_URL: url, ACCORD_SECRET_KEYS: K1, LOG_LEVEL: 'silent', NODE_ENV: 'test' });
  const error = await compose(config).catch((cause: unknown) => cause as Error);
  expect(error).toMatchObject({ message: expect.stringContaining('Postgres at 127.0.0.1:1/accord') as unknown });
  expect(error).toMatchObject({ message: expect.stringContaining('DATABASE_URL') as unknown });
  expect((error as Error).message).not.toContain('hush');
});

test('a command that is not told where the database lies says so, and makes none that would tell it "nothing"', async () => {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'accord-tool-'));
  try {
    const config = parseConfig({ ACCORD_DATA: dataFolder, ACCORD_SECRET_KEYS: K1, NODE_ENV: 'test' });
    await expect(composeTool(config)).rejects.toThrow(
      /There is no database in .*accord-tool-.*DATABASE_URL, or ACCORD_DATA/,
    );
    expect(await readdir(dataFolder)).toEqual([]);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
