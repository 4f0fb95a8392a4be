import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../project-folder';

export interface Assets {
  /** File name of an entry of `views/build.mjs` with its hash, as it stands under /static. */
  readonly nameOf: (entry: string) => string;
  /** The same for a page that must show whatever happens. */
  readonly findName: (entry: string) => string | undefined;
}

const manifestSchema = z.record(z.string(), z.string());

export const builtFolder = (): string => join(projectFolder(), 'views', 'built');

/** Read when the first page is asked for: the API and the webhooks work without built pages. */
export const builtAssets = (folder: string = builtFolder()): Assets => {
  let manifest: Record<string, string> | null = null;
  const read = (): Record<string, string> => {
    try {
      return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    } catch (cause) {
      throw new Error('The pages are not built: run "npm run build:pages".', { cause });
    }
  };
  const findName = (entry: string): string | undefined => {
    try {
      return (manifest ??= read())[entry];
    } catch {
      return undefined;
    }
  };
  const nameOf = (entry: string): string => {
    manifest ??= read();
    const name = manifest[entry];
    if (name === undefined) throw new Error(`The pages have no ${entry}: run "npm run build:pages" again.`);
    return name;
  };
  return { nameOf, findName };
};
