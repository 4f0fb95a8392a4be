import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const BUILD = resolve(__dirname, '..', '..', 'views', 'build.mjs');

/** The scripts and styles of the pages, as `npm run build:pages` makes them: anew, so that nothing older is relied on. */
export const buildPages = (): void =>
  void execFileSync(process.execPath, [BUILD], { stdio: ['ignore', 'ignore', 'inherit'] });
