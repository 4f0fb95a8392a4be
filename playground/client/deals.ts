import {
  getContract,
  listConnections,
  listContracts,
  listLinks,
  listUserPairs,
  type Admin,
  type UserPair,
} from './accord';
import { contextToken } from './control';
import type { Session } from './jira';
import type { JsonObject } from './json';
import { adminOf, sessionOf, type World, type WorldSite } from './world';

/** Somebody who agrees to contracts. */
export interface DealParty {
  readonly site: WorldSite;
  readonly admin: Admin;
}

/** One side of a contract, as its own admin sees it. */
export interface DealEnd {
  readonly site: WorldSite;
  readonly admin: Admin;
  readonly session: Session;
  readonly half: JsonObject;
}

/** A contract of the master with one provider, seen from both sides: no side's admin could see this much alone. */
export interface Deal {
  readonly contractId: string;
  readonly connectionId: string;
  readonly name: string;
  readonly master: DealEnd;
  readonly provider: DealEnd;
  readonly users: readonly UserPair[];
}

export function adminAt(addonUrl: string, site: WorldSite): Admin {
  return { apiUrl: addonUrl, contextToken: () => contextToken(site.baseUrl, adminOf(site).accountId) };
}

/** Every contract that both sides have a half of. */
export async function findDeals(world: World): Promise<readonly Deal[]> {
  const perProvider = world.providers.map((provider) => dealsWith(world, provider));
  return (await Promise.all(perProvider)).flat();
}

async function dealsWith(world: World, provider: WorldSite): Promise<Deal[]> {
  const [here, there] = [adminAt(world.addonUrl, world.master), adminAt(world.addonUrl, provider)];
  const shared = (await listConnections(there)).filter((each) => each.side === 'provider' && each.state === 'active');
  const deals: Deal[] = [];
  for (const connection of shared) {
    const users = await listUserPairs(here, connection.id);
    for (const { id, name } of await listContracts(here, connection.id)) {
      const master = await endOf(world.master, here, id);
      const partner = await endOf(provider, there, id);
      if (master && partner) {
        deals.push({ contractId: id, connectionId: connection.id, name, users, master, provider: partner });
      }
    }
  }
  return deals;
}

async function endOf(site: WorldSite, admin: Admin, contractId: string): Promise<DealEnd | null> {
  const { half } = await getContract(admin, contractId);
  return half === null ? null : { site, admin, half, session: sessionOf(site, adminOf(site)) };
}

/** A contract between two admins, who may both be of one site; null while a side has no half. */
export async function dealBetween(
  connectionId: string,
  contractId: string,
  [here, there]: readonly [DealParty, DealParty],
): Promise<Deal | null> {
  const { name } = await getContract(here.admin, contractId);
  const users = await listUserPairs(here.admin, connectionId);
  const [master, provider] = await Promise.all([
    endOf(here.site, here.admin, contractId),
    endOf(there.site, there.admin, contractId),
  ]);
  return master && provider && { contractId, connectionId, name, users, master, provider };
}

export interface LinkedIssues {
  readonly linkId: string;
  readonly state: string;
  readonly master: { readonly id: string; readonly key: string } | null;
  readonly provider: { readonly id: string; readonly key: string } | null;
}

/** Both ends of every link: each side names its own issue, the link's id joins them. */
export async function listLinked(deal: Deal): Promise<readonly LinkedIssues[]> {
  const [here, there] = await Promise.all([
    listLinks(deal.master.admin, deal.contractId),
    listLinks(deal.provider.admin, deal.contractId),
  ]);
  const partners = new Map(there.map((link) => [link.id, link.issue]));
  return here.map(({ id, state, issue }) => ({
    linkId: id,
    state,
    master: issue,
    provider: partners.get(id) ?? null,
  }));
}
