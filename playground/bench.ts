import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inParallel, spreadOf, spreadText, type Spread } from './bench/figures';
import { findDeals, listLinked, type Deal } from './client/deals';
import { send } from './client/http';
import { createIssue, editIssue, getIssue, type Session } from './client/jira';
import { asText } from './client/json';
import { until } from './client/wait';
import { adminOf, sessionOf, sitesOf, type World } from './client/world';
import { quiet } from './scenario/quiet';
import { setUp } from './setup';
import { openStage } from './stage/stage';

const REPRODUCE = 'npm run bench -- --issues N --edits M [--json]';
const LIMIT_MS = 300_000;

interface Figures {
  readonly issues: number;
  readonly edits: number;
  readonly eventsPerSecond: number;
  readonly callsPerChange: number;
  readonly pointsPerChange: number;
  readonly echoCalls: number;
  readonly webhookAnswer: Spread;
  readonly visibleLight: Spread;
  readonly visibleFull: Spread;
}

interface Counters {
  readonly operations: readonly { readonly by: string; readonly calls: number; readonly points: number }[];
}

interface Sent {
  readonly sent: readonly { readonly tookMs: number }[];
}

const ADDON = 'com.accord.sync';

/** Calls and points that the add-on spent on all sites. */
async function spent(world: World): Promise<{ readonly calls: number; readonly points: number }> {
  const all = await Promise.all(sitesOf(world).map((site) => send<Counters>(site.baseUrl, '/playground/counters')));
  const own = all.flatMap(({ operations }) => operations.filter(({ by }) => by === ADDON));
  const sum = (part: 'calls' | 'points'): number => own.reduce((total, each) => total + each[part], 0);
  return { calls: sum('calls'), points: sum('points') };
}

async function webhookTimes(world: World): Promise<readonly number[]> {
  const logs = await Promise.all(sitesOf(world).map((site) => send<Sent>(site.baseUrl, '/playground/webhooks')));
  return logs.flatMap(({ sent }) => sent.map(({ tookMs }) => tookMs));
}

/** The master's issues with their partners at Acme. */
async function pairsOf(deal: Deal): Promise<ReadonlyMap<string, string>> {
  const links = await listLinked(deal);
  return new Map(
    links.flatMap(({ master, provider }) => (master && provider ? [[master.id, provider.id] as const] : [])),
  );
}

async function plant(world: World, deal: Deal, issues: number): Promise<ReadonlyMap<string, string>> {
  const master = sessionOf(world.master, adminOf(world.master));
  const numbers = Array.from({ length: issues }, (_, index) => index);
  await inParallel(numbers, 4, async (index) => {
    await createIssue(master, { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: `Bench ${index}` });
  });
  await quiet(world, LIMIT_MS);
  return pairsOf(deal);
}

/** Edits a title and waits until the other side shows it: milliseconds from the answer of the edit. */
async function cross(from: Session, to: Session, ids: readonly [string, string], title: string): Promise<number> {
  await editIssue(from, ids[0], { fields: { summary: title } });
  const start = performance.now();
  await until(
    async () => (asText((await getIssue(to, ids[1], { fields: 'summary' })).fields.summary) === title ? true : null),
    {
      limitMs: LIMIT_MS,
      everyMs: 3,
      what: `${title} on the other side`,
    },
  );
  return performance.now() - start;
}

async function measure(world: World, issues: number, edits: number): Promise<Figures> {
  const deals = await findDeals(world);
  // The one that takes comments publicly is Acme's; Globex hears every change as well, and is counted with it.
  const acme = deals.find(({ name }) => name.includes('Acme'));
  if (acme === undefined) throw new Error('There is no contract with Acme.');
  const pairs = [...(await plant(world, acme, issues))];
  const [master, provider] = [sessionOf(world.master, adminOf(world.master)), acme.provider.session];
  const before = await spent(world);
  const light: number[] = [];
  for (const [index, pair] of pairs.slice(0, 30).entries())
    light.push(await cross(master, provider, pair, `Light ${index}`));
  await quiet(world, LIMIT_MS);
  const after = await spent(world);
  // Each edit is a change for two contracts, so two changes.
  const changes = light.length * deals.length;
  const full: number[] = [];
  const started = performance.now();
  const jobs = Array.from({ length: edits }, (_, index) => index);
  await inParallel(jobs, 16, async (index) => {
    const pair = pairs[index % pairs.length];
    if (pair !== undefined) full.push(await cross(master, provider, pair, `Full ${index}`));
  });
  const seconds = (performance.now() - started) / 1000;
  await quiet(world, LIMIT_MS);
  return {
    issues,
    edits,
    eventsPerSecond: edits / seconds,
    callsPerChange: (after.calls - before.calls) / changes,
    pointsPerChange: (after.points - before.points) / changes,
    echoCalls: Math.max(0, after.calls - before.calls - changes * 3),
    webhookAnswer: spreadOf(await webhookTimes(world)),
    visibleLight: spreadOf(light),
    visibleFull: spreadOf(full),
  };
}

const show = (figures: Figures, write: (line: string) => void): void => {
  write('');
  write(
    `events per second, end to end   ${figures.eventsPerSecond.toFixed(1)}   (${figures.edits} edits, 16 beside each other, two contracts each)`,
  );
  write(`REST calls per synced change    ${figures.callsPerChange.toFixed(2)}   (floor 3: two reads, one write)`);
  write(`rate-limit points per change    ${figures.pointsPerChange.toFixed(2)}`);
  write(`calls beyond the floor (echoes) ${figures.echoCalls}`);
  write(`webhook answered in             ${spreadText(figures.webhookAnswer)}`);
  write(`visible after, light load       ${spreadText(figures.visibleLight)}`);
  write(`visible after, full load        ${spreadText(figures.visibleFull)}`);
  write(`\nReproduce: ${REPRODUCE}`);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      issues: { type: 'string', default: '40' },
      edits: { type: 'string', default: '300' },
      json: { type: 'boolean', default: false },
    },
  });
  const write = (line: string): void => console.log(line);
  const quietly = values.json ? () => undefined : write;
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const stage = await openStage({
    folder,
    ports: null,
    say: quietly,
    env: { ACCORD_SWEEP_SECONDS: '3600', LOG_LEVEL: 'warn' },
  });
  try {
    await setUp(stage.world, quietly);
    const figures = await measure(stage.world, Number(values.issues), Number(values.edits));
    if (values.json) write(JSON.stringify(figures, null, 2));
    else show(figures, write);
  } finally {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
