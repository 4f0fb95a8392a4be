import { linksOfIssue, type Admin } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue, editIssue, getIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import type { BrowserWorld } from './harness';

/** Issues of Umbrella and Acme as their people make and change them, past the add-on's pages. */

const PATIENCE = { limitMs: 60_000, everyMs: 200 };

/** An issue of ours with its partner at Acme. */
export interface Pair {
  readonly mine: string;
  readonly theirs: string;
}

export const adminOfAccord = (world: BrowserWorld, site: WorldSite = world.master): Admin =>
  adminAt(world.stage.world.addonUrl, site);

export const makePair = async (world: BrowserWorld, summary: string, more: JsonObject = {}): Promise<Pair> => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary, ...more };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const remote = async (): Promise<string | null> =>
    (await linksOfIssue(adminOfAccord(world), key)).find(({ remoteKey }) => remoteKey?.startsWith('ACM'))?.remoteKey ??
    null;
  return { mine: key, theirs: await until(remote, { ...PATIENCE, what: `the partner of ${key}` }) };
};

export const edit = (site: WorldSite, key: string, fields: JsonObject): Promise<unknown> =>
  editIssue(sessionOf(site, adminOf(site)), key, { fields });

export const fieldsOf = async (site: WorldSite, key: string): Promise<JsonObject> =>
  (await getIssue(sessionOf(site, adminOf(site)), key)).fields;

/** Waits until both issues are called so. */
export const bothAreCalled = (world: BrowserWorld, { mine, theirs }: Pair, wanted: string): Promise<true> =>
  until(
    async () => {
      const found = [await fieldsOf(world.master, mine), await fieldsOf(world.acme, theirs)];
      return found.every(({ summary }) => summary === wanted) ? true : null;
    },
    { ...PATIENCE, what: `both issues are called ${wanted}` },
  );
