import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'package.json');
const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };

/** The packaged browser is compressed: it is unpacked once on a machine, and used by all workers. */
const FOLDER = join(tmpdir(), `accord-chromium-${version}`);

/**
 * Of the flags that the package advises those that switch security off are left out: frames of other origins and content
 * policies are what we test.
 */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--hide-scrollbars=false'];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpacked(), args: FLAGS, chromiumSandbox: false });
}

/** Two workers may unpack at the same time; the first one's work stays. */
async function unpacked(): Promise<string> {
  const path = join(FOLDER, 'chromium');
  if (existsSync(path)) return path;
  const draft = mkdtempSync(`${FOLDER}-`);
  await withTemporaryFolder(draft, () => packaged.executablePath());
  try {
    renameSync(draft, FOLDER);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}

/** The package knows one place only: the system's folder for temporary files. */
async function withTemporaryFolder(folder: string, act: () => Promise<unknown>): Promise<void> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    await act();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
