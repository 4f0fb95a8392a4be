import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asList, asObject, asText } from '../client/json';
import { sleep } from '../client/wait';

/** What runs out of a data folder, so that the scenario finds it and two playgrounds never share a folder. */
export interface Running {
  readonly pid: number;
  readonly addonPid: number | null;
  readonly addonUrl: string;
  /** Addresses of the sites, the master's first. */
  readonly sites: readonly string[];
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Null where nothing runs out of this folder (any more). */
export function findRunning(file: string): Running | null {
  const running = readRunning(file);
  return running !== null && isAlive(running.pid) ? running : null;
}

export function noteRunning(file: string, running: Running): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(running, null, 2));
}

export const forgetRunning = (file: string): void => rmSync(file, { force: true });

/** A playground that was killed hard leaves its add-on behind, which still holds the database. */
export async function endOrphan(file: string): Promise<boolean> {
  const left = readRunning(file);
  if (left === null || isAlive(left.pid)) return false;
  forgetRunning(file);
  if (left.addonPid === null || !isAlive(left.addonPid) || !looksLikeAddon(left.addonPid)) return false;
  process.kill(left.addonPid, 'SIGTERM');
  for (let waited = 0; waited < 100 && isAlive(left.addonPid); waited += 1) await sleep(100);
  return true;
}

/** The number may belong to another program by now; where that cannot be told, it is left alone. */
function looksLikeAddon(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('src/main.ts');
}

function readRunning(file: string): Running | null {
  if (!existsSync(file)) return null;
  const found = asObject(JSON.parse(readFileSync(file, 'utf8')));
  return {
    pid: Number(found.pid),
    addonPid: typeof found.addonPid === 'number' ? found.addonPid : null,
    addonUrl: asText(found.addonUrl),
    sites: asList(found.sites).map(asText),
  };
}
