import { listApps } from './client/control';
import { adminOf, agentOf, sitesOf, type World, type WorldSite } from './client/world';

const row = (...[name, address, more]: readonly [string, string, string]): string =>
  `  ${name.padEnd(10)} ${address.padEnd(24)} ${more}`.trimEnd();

/** What runs where, and what to do first, for the person at the terminal. */
export async function greeting(world: World, isEmpty: boolean): Promise<readonly string[]> {
  const sites = sitesOf(world);
  return [
    '',
    ...sites.map((site) => row(site.name, site.baseUrl, peopleOf(site))),
    row('Accord', world.addonUrl, 'descriptor /atlassian-connect.json, metrics /metrics'),
    '',
    'Accord in each Jira (settings > Apps), open to its administrators:',
    ...(await Promise.all(sites.map(async (site) => row(site.name, await adminPage(site), '')))),
    '',
    isEmpty
      ? 'Nothing is connected yet: invite from Umbrella, accept at Acme, agree on a contract, switch it on at both sides.'
      : 'Open a site, create a Bug in "Support" of Umbrella, and watch it appear at Acme and Globex.',
    'Faults on demand and counters: /playground/ of each site (playground/README.md). A working day: npm run scenario.',
    'Ctrl-C stops everything; what happened is kept.',
  ];
}

function peopleOf(site: WorldSite): string {
  const [admin, agent] = [adminOf(site), agentOf(site)];
  return `admin ${admin.email}, agent ${agent.email} / ${agent.token}`;
}

/** The first admin page of the first app; the list of apps where there is none. */
async function adminPage(site: WorldSite): Promise<string> {
  const apps = await listApps(site.baseUrl, { user: adminOf(site).accountId });
  const found = apps.flatMap(({ key, modules }) =>
    modules.filter(({ place }) => place === 'settings').map((module) => `${key}/${module.key}`),
  )[0];
  return `${site.baseUrl}/plugins/servlet/${found === undefined ? 'upm' : `ac/${found}`}`;
}
