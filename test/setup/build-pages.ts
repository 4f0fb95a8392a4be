import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VIEWS = resolve(__dirname, '..', '..', 'views');
const MANIFEST = join(VIEWS, 'built', 'manifest.json');

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== 'built')
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
      }),
    0,
  );

/** The scripts and styles of the pages, as `npm run build:pages` makes them; nothing where they are up to date. */
export const buildPages = (): void => {
  if (existsSync(MANIFEST) && statSync(MANIFEST).mtimeMs >= newest(VIEWS)) return;
  execFileSync(process.execPath, [join(VIEWS, 'build.mjs')], { stdio: 'inherit' });
};
