import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumIn } from './start';
import { unpackChromium } from './unpack';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'accord-unpack-'))));
afterEach(() => rm(folder, { recursive: true }));

test('the real package: runs, beside another program’s "chromium", and again where its own was cut off', async () => {
  // The package takes any file of this name in the system's folder for its own.
  const { TMPDIR } = process.env;
  await writeFile(join(folder, 'chromium'), 'another program');
  process.env.TMPDIR = folder;
  try {
    const unpacked = await unpackChromium(join(folder, 'cache'));
    expect(unpacked).toMatch(/cache\/chromium-[\d.]+$/);
    const { executablePath } = await chromiumIn(unpacked);
    const { size } = await stat(executablePath);
    await truncate(executablePath, size - 1);
    const again = await unpackChromium(join(folder, 'cache'));
    expect(again).toBe(`${unpacked}-2`);
    expect((await stat((await chromiumIn(again)).executablePath)).size).toBe(size);
  } finally {
    process.env.TMPDIR = TMPDIR;
  }
  expect(await readdir(folder)).toEqual(['cache', 'chromium']);
}, 120_000);

const program = (...lines: string[]): Promise<void> =>
  writeFile(join(folder, 'chromium'), ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });

test('it starts with the system’s libraries where they suffice, with the package’s where they do not', async () => {
  await program('echo Chromium 1');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  expect((await chromiumIn(folder)).env).toEqual(fonts);
  await program('[ -n "$LD_LIBRARY_PATH" ] && echo Chromium 1');
  expect((await chromiumIn(folder)).env).toEqual({ ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') });
});

test('where it starts with neither, its own words are told', async () => {
  await program('echo "libfoo.so: cannot open" >&2', 'exit 127');
  await expect(chromiumIn(folder)).rejects.toThrow(
    /does not start here: .*libfoo\.so: cannot open.*package's libraries/s,
  );
});
