import { linksOfIssue, type Admin } from '../client/accord';
import { readPair } from '../client/compare/compare-deal';
import { rulesOf } from '../client/compare/half';
import { hashFiles, type HashFile } from '../client/compare/files';
import type { Pair } from '../client/compare/pair';
import { adminAt, findDeals, listLinked, type Deal } from '../client/deals';
import type { Session } from '../client/jira';
import { until } from '../client/wait';
import { adminOf, agentOf, sessionOf, type World, type WorldSite } from '../client/world';
import type { Printed } from '../stage/preview-tool';
import { quiet } from './quiet';
import type { Report } from './report';

/** Two people who work at a site, and its admin. */
export interface Crew {
  readonly site: WorldSite;
  readonly agent: Session;
  readonly second: Session;
  readonly admin: Session;
  /** The admin at Accord's API. */
  readonly accord: Admin;
}

/** Everything that the chapters of a working day share. */
export interface Day {
  readonly world: World;
  readonly report: Report;
  readonly master: Crew;
  readonly acme: Crew;
  readonly globex: Crew;
  /** Two-way. */
  readonly acmeDeal: Deal;
  /** Silent until resolved. */
  readonly globexDeal: Deal;
  readonly hash: HashFile;
  /** Ends the add-on and starts it again; null where the playground is somebody else's. */
  readonly restart: (() => Promise<void>) | null;
  /** `npm run preview` with these arguments; null where the add-on's data is out of reach. */
  readonly preview: ((args: readonly string[]) => Promise<Printed>) | null;
  /** How the random edits of the storm are rolled, and how many. */
  readonly storm: { readonly seed: number; readonly edits: number };
  quiet(): Promise<void>;
}

/** How the names of the contracts begin that the playground always has; chapters make others for themselves. */
const STANDING = 'Defects for ';

const LINK_LIMIT_MS = 60_000;

const crewOf = (world: World, site: WorldSite): Crew => ({
  site,
  agent: sessionOf(site, agentOf(site, 0)),
  second: sessionOf(site, agentOf(site, 1)),
  admin: sessionOf(site, adminOf(site)),
  accord: adminAt(world.addonUrl, site),
});

/** Acme sends as it goes; Globex is the one that is silent until resolved. */
const isSilent = (deal: Deal): boolean => !rulesOf(deal.provider.half).updateOn.includes('issue_updated');

export async function startDay(
  world: World,
  report: Report,
  { restart, preview, storm }: Pick<Day, 'restart' | 'preview' | 'storm'>,
): Promise<Day> {
  const deals = (await findDeals(world)).filter(({ name }) => name.startsWith(STANDING));
  const globexDeal = deals.find(isSilent);
  const acmeDeal = deals.find((deal) => !isSilent(deal));
  if (acmeDeal === undefined || globexDeal === undefined) {
    throw new Error('The playground has no contracts as the scenario knows them; run the playground with --fresh.');
  }
  return {
    world,
    report,
    restart,
    preview,
    storm,
    acmeDeal,
    globexDeal,
    master: crewOf(world, world.master),
    acme: crewOf(world, acmeDeal.provider.site),
    globex: crewOf(world, globexDeal.provider.site),
    hash: hashFiles(),
    quiet: () => quiet(world),
  };
}

export const dealsOf = (day: Day): readonly Deal[] => [day.acmeDeal, day.globexDeal];

/** What both ends hold now, of the newest open link; null while one of the two issues is missing. */
export async function findPair(deal: Deal, masterIssue: string): Promise<Pair | null> {
  const links = await listLinked(deal);
  const found = links.filter(({ master }) => master?.id === masterIssue || master?.key === masterIssue);
  const link = found.find(({ state }) => state !== 'closed') ?? found[0];
  return link === undefined ? null : readPair(deal, link, links);
}

/** The pair of this master issue under the contract, once both issues exist. */
export const pairOf = (day: Day, deal: Deal, masterIssue: string): Promise<Pair> =>
  until(() => findPair(deal, masterIssue), {
    limitMs: LINK_LIMIT_MS,
    everyMs: 200,
    what: `a partner of ${masterIssue} under "${deal.name}"`,
  });

/** Where Accord says that something is the matter with this issue. */
export async function problemsOf(day: Day, crew: Crew, issue: string): Promise<number> {
  const links = await linksOfIssue(crew.accord, issue);
  return links.reduce((sum, link) => sum + link.problems.length, 0);
}
