import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listPeople } from '../client/control';
import type { World, WorldSite } from '../client/world';
import { send } from '../client/http';
import { setUp } from '../setup';
import { openStage } from '../stage/stage';
import { findRunning, type Running } from '../stage/running';
import { DEFAULT_FOLDER, RUNNING_FILE } from '../stage/where';

export interface TheatreFlags {
  /** Always a playground of its own. */
  readonly own: boolean;
  /** Chapters to play; empty means all. */
  readonly chapters: readonly string[];
}

/** Where a scenario is played. */
export interface Theatre {
  readonly world: World;
  readonly restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

export function readTheatreFlags(args: readonly string[]): TheatreFlags {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { own: { type: 'boolean', default: false } },
  });
  return { own: values.own, chapters: positionals };
}

/** The playground that runs, else one of its own in a temporary folder. */
export async function openTheatre({ own }: TheatreFlags, say: (line: string) => void): Promise<Theatre> {
  const running = own ? null : findRunning(join(DEFAULT_FOLDER, RUNNING_FILE));
  if (running !== null) {
    say(`Playing on the playground that runs at ${running.addonUrl}`);
    return { world: await worldAt(running), restart: null, close: () => Promise.resolve() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'accord-scenario-'));
  const stage = await openStage({ folder, ports: null, say });
  await setUp(stage.world, say);
  return {
    world: stage.world,
    restart: () => stage.restartAddon(),
    close: async () => {
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function worldAt({ addonUrl, sites }: Running): Promise<World> {
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
