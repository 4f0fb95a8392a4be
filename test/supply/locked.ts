import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

export interface LockedPackage {
  readonly name: string;
  /** Empty for a folder of ours. */
  readonly version: string;
  /** Below the root: `node_modules/a/node_modules/b`. */
  readonly path: string;
  /** `production`: `npm ci --omit=dev --omit=optional` installs it. `left-out`: a folder of ours stands in its place. */
  readonly where: 'production' | 'left-out' | 'elsewhere';
}

interface Entry {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

const whereOf = ({ link, resolved, dev, optional, devOptional }: Entry): LockedPackage['where'] => {
  if (link) return resolved === 'packages/left-out' ? 'left-out' : 'elsewhere';
  return dev || optional || devOptional ? 'elsewhere' : 'production';
};

/** What package-lock.json says is installed. */
export const locked = (): readonly LockedPackage[] => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  return Object.entries(packages)
    .filter(([path]) => path.startsWith('node_modules/'))
    .map(([path, entry]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version: entry.version ?? '',
      path,
      where: whereOf(entry),
    }));
};
