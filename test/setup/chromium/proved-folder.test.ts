import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFolder } from './proved-folder';

let parent: string;
beforeEach(async () => (parent = await mkdtemp(join(tmpdir(), 'accord-proved-'))));
afterEach(() => rm(parent, { recursive: true }));

const CONTENT = { tool: 'a program', 'parts/one.so': 'a library' };

let fills = 0;
const fill = async (draft: string): Promise<void> => {
  fills += 1;
  await mkdir(join(draft, 'parts'));
  for (const [file, content] of Object.entries(CONTENT)) await writeFile(join(draft, file), content, { mode: 0o755 });
};

const ensure = (work = fill): Promise<string> =>
  ensureFolder({ parent, name: 'tool-1.0', holds: Object.keys(CONTENT), fill: work });

const expectWhole = async (folder: string): Promise<void> => {
  for (const [file, content] of Object.entries(CONTENT))
    expect(await readFile(join(folder, file), 'utf8')).toBe(content);
  expect((await stat(join(folder, 'tool'))).mode & 0o777).toBe(0o755);
};

const filledBy = async (act: () => Promise<unknown>): Promise<number> => {
  const before = fills;
  await act();
  return fills - before;
};

test('it is filled once, under a folder that is made, and found again with files that were added', async () => {
  parent = join(parent, 'not', 'there', 'yet');
  expect(await filledBy(ensure)).toBe(1);
  const folder = await ensure();
  await writeFile(join(folder, 'added-by-the-program'), '');
  expect(await filledBy(async () => expect(await ensure()).toBe(folder))).toBe(0);
  await expectWhole(folder);
  expect(await readdir(parent)).toEqual(['tool-1.0']);
  parent = join(parent, '..', '..', '..');
});

describe('what stands under its name and is not whole is not believed:', () => {
  const spoiled: readonly (readonly [string, (folder: string) => Promise<unknown>])[] = [
    ['an empty folder', (folder) => rm(folder, { recursive: true }).then(() => mkdir(folder))],
    ['a file of another program', (folder) => rm(folder, { recursive: true }).then(() => writeFile(folder, 'mine'))],
    ['a truncated program', (folder) => writeFile(join(folder, 'tool'), 'a pro')],
    ['an empty program', (folder) => writeFile(join(folder, 'tool'), '')],
    ['another program of the same length', (folder) => writeFile(join(folder, 'tool'), 'A PROGRAM')],
    ['a program that may not be run', (folder) => chmod(join(folder, 'tool'), 0o644)],
    ['a part that is missing', (folder) => rm(join(folder, 'parts/one.so'))],
    ['a part that is a folder', (folder) => rm(join(folder, 'tool')).then(() => mkdir(join(folder, 'tool')))],
    ['no proof', (folder) => rm(join(folder, 'proof.json'))],
    ['half a proof', (folder) => writeFile(join(folder, 'proof.json'), '{"tool":')],
    ['a proof of nothing', (folder) => writeFile(join(folder, 'proof.json'), '{}')],
  ];
  test.each(spoiled)('%s', async (_what, spoil) => {
    const broken = await ensure();
    await spoil(broken);
    const mended = await ensure();
    await expectWhole(mended);
    expect(await filledBy(async () => expect(await ensure()).toBe(mended))).toBe(0);
    expect((await readdir(parent)).filter((name) => name.startsWith('draft-'))).toEqual([]);
  });

  test('it is left alone: a browser may be running out of it', async () => {
    const broken = await ensure();
    await writeFile(join(broken, 'tool'), 'a pro');
    expect(await ensure()).toBe(`${broken}-2`);
    expect(await readFile(join(broken, 'tool'), 'utf8')).toBe('a pro');
  });
});

test('two that fill at the same time end with one folder, and neither takes it from the other', async () => {
  let arrived = 0;
  let open: () => void;
  const both = new Promise<void>((resolve) => (open = resolve));
  const together = async (draft: string): Promise<void> => {
    await fill(draft);
    arrived += 1;
    if (arrived === 2) open();
    await both;
  };
  const [one, other] = await Promise.all([ensure(together), ensure(together)]);
  expect(other).toBe(one);
  await expectWhole(one);
  expect(await readdir(parent)).toEqual(['tool-1.0']);
});

test('a fill that fails, or leaves out what is needed, leaves nothing', async () => {
  const fails = async (draft: string): Promise<void> => {
    await fill(draft);
    throw new Error('no room on the disk');
  };
  await expect(ensure(fails)).rejects.toThrow('no room on the disk');
  await expect(ensure((draft) => writeFile(join(draft, 'tool'), ''))).rejects.toThrow(
    'lacks one of tool, parts/one.so',
  );
  expect(await readdir(parent)).toEqual([]);
});

test('drafts of processes that were killed go after an hour; younger ones may be at work', async () => {
  const [old, young] = [join(parent, 'draft-tool-1.0-old'), join(parent, 'draft-tool-1.0-young')];
  await Promise.all([mkdir(old), mkdir(young)]);
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  await utimes(old, longAgo, longAgo);
  await ensure();
  expect(await readdir(parent)).toEqual(['draft-tool-1.0-young', 'tool-1.0']);
});
