import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a process of its own to its end. */
const run = (way: string): Promise<{ readonly code: number | null; readonly out: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'stall.ts'), way]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });

test.each(['loop', 'pattern'])('a process whose loop stands still (%s) names its lanes and ends', async (way) => {
  const { code, out } = await run(way);
  expect(code).toBe(70);
  expect(JSON.parse(out)).toMatchObject({
    level: 'error',
    stallSeconds: 2,
    lanes: ['link:contract:master:1', 'sweep:contract:provider'],
  });
});

test('one that comes to breath is left alone, and ends by itself', async () => {
  expect(await run('breath')).toEqual({ code: 0, out: '' });
});
