import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Lies in the folder, is written last, and names each file with its mode and the hash of its content. */
const PROOF = 'proof.json';
type Proof = Readonly<Record<string, string>>;

export interface FolderToMake {
  /** Where it lies; made when it is absent. */
  readonly parent: string;
  /** Says what is in it: another content is another name. */
  readonly name: string;
  /** Files without which it is nothing. */
  readonly holds: readonly string[];
  /** Puts everything into an empty folder. */
  readonly fill: (draft: string) => Promise<void>;
}

/**
 * The path of a folder that holds what `fill` put there, whole. It is made under another name and then renamed, so that it
 * is never seen half made. What stands under its name and cannot prove itself is not ours to remove, since another process
 * may be running out of it: it is left alone, and the next name is taken.
 */
export async function ensureFolder(wanted: FolderToMake): Promise<string> {
  const { parent, name, fill } = wanted;
  const present = await findProved(wanted);
  if (present !== null) return present;
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const draft = await mkdtemp(join(parent, `${DRAFT}${name}-`));
  try {
    await fill(draft);
    await writeFile(join(draft, PROOF), JSON.stringify(await describe(draft)));
    if (!(await isProved(draft, wanted))) throw new Error(`${name} lacks one of ${wanted.holds.join(', ')}.`);
    return await settle(draft, wanted);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const DRAFT = 'draft-';
const ABANDONED_MS = 3_600_000;

/** What a process that was killed left half made. */
async function removeAbandoned(parent: string): Promise<void> {
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(DRAFT)).map((name) => join(parent, name));
  for (const draft of drafts) {
    const { mtimeMs } = await lstat(draft).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(draft, { recursive: true, force: true });
  }
}

const candidate = ({ parent, name }: FolderToMake, n: number): string => join(parent, n === 1 ? name : `${name}-${n}`);

async function findProved(wanted: FolderToMake, n = 1): Promise<string | null> {
  const path = candidate(wanted, n);
  if (!(await exists(path))) return null;
  return (await isProved(path, wanted)) ? path : findProved(wanted, n + 1);
}

/** Another process may have been quicker: its work is taken where it proves itself. */
async function settle(draft: string, wanted: FolderToMake, n = 1): Promise<string> {
  const path = candidate(wanted, n);
  if ((await renamed(draft, path)) || (await isProved(path, wanted))) return path;
  return settle(draft, wanted, n + 1);
}

/** False where something else has the name. An empty folder is replaced by the system itself. */
const renamed = (draft: string, path: string): Promise<boolean> =>
  rename(draft, path).then(
    () => true,
    async (error: unknown) => {
      if (await exists(path)) return false;
      throw error;
    },
  );

async function isProved(folder: string, { holds }: FolderToMake): Promise<boolean> {
  try {
    const proof = JSON.parse(await readFile(join(folder, PROOF), 'utf8')) as Proof;
    if (!holds.every((file) => file in proof)) return false;
    const found = await Promise.all(
      Object.entries(proof).map(async ([file, claim]) => (await print(join(folder, file))) === claim),
    );
    return found.every(Boolean);
  } catch {
    return false;
  }
}

async function describe(folder: string): Promise<Proof> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const prints = paths.map(async (path) => [relative(folder, path), await print(path)] as const);
  return Object.fromEntries(await Promise.all(prints));
}

async function print(path: string): Promise<string> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(path), sum);
  return `${(await lstat(path)).mode.toString(8)} ${sum.digest('hex')}`;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
