import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listPeople } from '../client/control';
import type { World, WorldSite } from '../client/world';
import { send } from '../client/http';
import { setUp } from '../setup';
import { openStage } from '../stage/stage';
import { runPreview, type Printed } from '../stage/preview-tool';
import { findRunning } from '../stage/running';
import { type Held, taking } from '../taking';
import { DEFAULT_FOLDER, RUNNING_FILE } from '../stage/where';

export const HELP = `npm run scenario -- [chapter ...] [options]
  --own            a playground of its own in a temporary folder, even if one is running
  --against URLS   the add-on's address and those of the sites, the master's first, with commas between them
  --seed N         another storm of random edits (default 1)
  --edits N        how many random edits (default 120)`;

export interface TheatreFlags {
  readonly help: boolean;
  /** Always a playground of its own. */
  readonly own: boolean;
  /** The add-on, then the sites. */
  readonly against: readonly string[];
  readonly storm: { readonly seed: number; readonly edits: number };
  /** Chapters to play; empty means all. */
  readonly chapters: readonly string[];
}

/** Where a scenario is played. */
export interface Theatre {
  readonly world: World;
  readonly restart: (() => Promise<void>) | null;
  /** `npm run preview` beside the add-on. */
  readonly preview: ((args: readonly string[]) => Promise<Printed>) | null;
  close(): Promise<void>;
}

export function readTheatreFlags(args: readonly string[]): TheatreFlags {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      own: { type: 'boolean', default: false },
      against: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      edits: { type: 'string', default: '120' },
    },
  });
  return {
    help: values.help,
    own: values.own,
    against: values.against.split(',').filter((address) => address !== ''),
    storm: { seed: Number(values.seed), edits: Number(values.edits) },
    chapters: positionals,
  };
}

/** The playground that was named, else the one that runs, else one of its own in a temporary folder. */
export async function openTheatre(flags: TheatreFlags, say: (line: string) => void): Promise<Theatre> {
  const running = flags.own ? null : findRunning(join(DEFAULT_FOLDER, RUNNING_FILE));
  const [addonUrl = running?.addonUrl, ...sites] = flags.against;
  if (addonUrl === undefined) return ownTheatre(say);
  say(`Playing on the playground that runs at ${addonUrl}`);
  const world = await worldAt(addonUrl, sites.length > 0 ? sites : (running?.sites ?? []));
  return { world, restart: null, preview: null, close: () => Promise.resolve() };
}

/** `env`: further environment of the add-on. */
export const ownTheatre = (say: (line: string) => void, env: Readonly<Record<string, string>> = {}): Promise<Theatre> =>
  taking((held) => takeTheatre(held, say, env));

async function takeTheatre(
  held: Held,
  say: (line: string) => void,
  env: Readonly<Record<string, string>>,
): Promise<Theatre> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-scenario-'));
  held.keep(folder, (path) => rmSync(path, { recursive: true, force: true }));
  const stage = held.keep(await openStage({ folder, ports: null, env, say }), (it) => it.close());
  await setUp(stage.world, say);
  const preview = (args: readonly string[]): Promise<Printed> => runPreview(join(folder, 'accord'), args);
  return { world: stage.world, restart: () => stage.restartAddon(), preview, close: () => held.release() };
}

async function worldAt(addonUrl: string, sites: readonly string[]): Promise<World> {
  const described = await Promise.all(
    sites.map(async (baseUrl): Promise<WorldSite> => {
      const { title } = await send<{ title: string }>(baseUrl, '/playground/');
      return { name: title, baseUrl, people: await listPeople(baseUrl) };
    }),
  );
  const [master, ...providers] = described;
  if (master === undefined) throw new Error('The playground has no sites.');
  return { addonUrl, master, providers };
}
