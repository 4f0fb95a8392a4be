import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with package.json: the sources and the build in `dist` stand at different depths below it. */
export const projectFolder = (from: string = __dirname): string => {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('No folder above has a package.json.');
  return projectFolder(parent);
};
