import { join } from 'node:path';
import { createUi } from '../ui/create-ui';
import { listPeople } from '../client/control';
import { sitesOf, type World, type WorldSite } from '../client/world';
import { type JiraSite, startInstallKeys, startJira } from '../jira';
import { acmeSeed, globexSeed, masterSeed } from '../jira/seeds';
import { type Addon, type AddonSettings, startAddon } from './addon';
import { freePort } from './free-port';
import { type Held, taking } from '../taking';

export interface StageOptions {
  /** Everything that survives lies here. */
  readonly folder: string;
  /** Wanted ports; null takes free ones. */
  readonly ports: {
    readonly addon: number;
    readonly sites: readonly [number, number, number];
    readonly keys: number;
  } | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

/** The add-on and three simulated Jira sites, installed and running. */
export interface Stage {
  readonly world: World;
  readonly sites: readonly JiraSite[];
  /** The present add-on: another one after a restart. */
  readonly addon: () => Addon;
  /** Kills the add-on and starts it again on the same port; `meanwhile` is done while nobody answers there. */
  restartAddon(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Atlassian's `all.js`: one for all sites, as its CDN is. */
const HOST_SCRIPT = '/atlassian-connect/all.js';

const COMPANIES = [
  { name: 'umbrella', title: 'Umbrella', accent: 'blue', seed: masterSeed },
  { name: 'acme', title: 'Acme', accent: 'green', seed: acmeSeed },
  { name: 'globex', title: 'Globex', accent: 'violet', seed: globexSeed },
] as const;

/** Starts all parts; the add-on is installed on each site that does not have it yet, by the real handshake. */
export const openStage = (options: StageOptions): Promise<Stage> => taking((held) => takeStage(held, options));

async function takeStage(held: Held, { folder, ports, env = {}, say }: StageOptions): Promise<Stage> {
  const keyPort = await portOf('install keys', ports?.keys, say);
  const keys = await startInstallKeys({ port: keyPort, dataDir: join(folder, 'keys') });
  const keyHost = held.keep(keys, (it) => it.stop());
  const sites: JiraSite[] = [];
  for (const [index, { name, title, seed }] of COMPANIES.entries()) {
    const port = await portOf(title, ports?.sites[index], say);
    const site = await startJira({ name, title, port, dataDir: join(folder, name), seed: seed(), keyHost });
    sites.push(held.keep(site, (it) => it.stop()));
  }
  const settings: AddonSettings = {
    port: await portOf('Accord', ports?.addon, say),
    dataFolder: join(folder, 'accord'),
    logFile: join(folder, 'accord.log'),
    installKeysUrl: keyHost.url,
    env: { ACCORD_SWEEP_SECONDS: '10', ACCORD_HOST_SCRIPT_URL: `${sites[0]?.url ?? ''}${HOST_SCRIPT}`, ...env },
  };
  say('The add-on starts (embedded Postgres, migrations) ...');
  let addon = await startAddon(settings);
  held.keep(null, () => addon.stop());
  await ensureInstalled(sites, addon.url, say);
  const world = await worldOf(sites, addon.url);
  mountPages(sites, world);
  return {
    world,
    sites,
    addon: () => addon,
    restartAddon: async (meanwhile = () => Promise.resolve()) => {
      await addon.kill();
      try {
        await meanwhile();
      } finally {
        addon = await startAddon(settings);
      }
    },
    close: () => held.release(),
  };
}

/** The wanted port, or another one with a word about it. */
async function portOf(what: string, wanted: number | undefined, say: StageOptions['say']): Promise<number> {
  const port = await freePort(wanted ?? 0);
  if (wanted !== undefined && wanted !== 0 && port !== wanted)
    say(`Port ${wanted} is taken: ${what} listens on ${port}`);
  return port;
}

/** The pages know each other's addresses, so they come when all sites have one. */
function mountPages(sites: readonly JiraSite[], world: World): void {
  const described = sitesOf(world);
  sites.forEach((site, index) => {
    const { name, baseUrl, people } = described[index] ?? world.master;
    const others = described.filter((other) => other.baseUrl !== baseUrl);
    const accent = COMPANIES[index]?.accent ?? 'blue';
    site.app.use(createUi({ name, baseUrl, accent, others, people }));
  });
}

async function ensureInstalled(
  sites: readonly JiraSite[],
  addonUrl: string,
  say: (line: string) => void,
): Promise<void> {
  for (const site of sites) {
    const known = site.state.installations.all().some(({ baseUrl }) => baseUrl === addonUrl);
    if (known) continue;
    const { status } = await site.install(`${addonUrl}/atlassian-connect.json`);
    if (status < 200 || status > 299) throw new Error(`Installing Accord on ${site.name} was answered ${status}.`);
    say(`Accord is installed on ${titleOf(site)} (${site.url})`);
  }
}

const titleOf = ({ name }: JiraSite): string => COMPANIES.find((company) => company.name === name)?.title ?? name;

async function worldOf(sites: readonly JiraSite[], addonUrl: string): Promise<World> {
  const described = await Promise.all(
    sites.map(async (site): Promise<WorldSite> => ({
      name: titleOf(site),
      baseUrl: site.url,
      people: await listPeople(site.url),
    })),
  );
  const [master, ...providers] = described;
  if (master === undefined) throw new Error('The playground has no sites.');
  return { addonUrl, master, providers };
}
