import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');

/** The settings of our tests, over a file that is none of them. */
const config = async (): Promise<string> => {
  const { projects } = (await import(join(ROOT, 'jest.config.cjs'))) as {
    projects: readonly Record<string, unknown>[];
  };
  return JSON.stringify({
    ...projects[0],
    rootDir: ROOT,
    testMatch: ['<rootDir>/test/setup/fixtures/late.fixture.ts'],
  });
};

const runJest = async (env: Record<string, string>): Promise<string> => {
  const jest = require.resolve('jest/bin/jest');
  const args = [jest, '--config', await config(), '--runInBand'];
  return new Promise((done) =>
    execFile(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } }, (_error, out, err) =>
      done(out + err),
    ),
  );
};

test('a set-up that ran out of time and went on gives back what it took before and after', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accord-late-'));
  const words = await runJest({ ACCORD_FIXTURE_FOLDER: folder });
  expect(words).toContain('Exceeded timeout of 100 ms for a hook');
  expect((await readdir(folder)).sort()).toEqual(['early-was-taken', 'late-was-taken']);
  await rm(folder, { recursive: true });
}, 120_000);
