import { SIDES } from '../../core/model';
import { type ActivityKind, type Site, type Stores } from '../ports';
import { type MyConnection } from './access';
import { type AgreementDeps, announceContracts } from './acting';
import { noteForPartner } from './note';
import { siteName } from './site-name';

interface Told {
  readonly kind: ActivityKind;
  readonly says: (site: string, connection: string) => string;
}

const TOLD: Readonly<Record<Site['state'], Told>> = {
  uninstalled: {
    kind: 'site-removed',
    says: (site, connection) =>
      `${site} has removed Accord from its Jira. Changes of "${connection}" wait until it is installed there again.`,
  },
  disabled: {
    kind: 'site-switched-off',
    says: (site, connection) =>
      `Accord was switched off in the Jira of ${site}. Changes of "${connection}" wait until it is switched on again.`,
  },
  enabled: {
    kind: 'site-back',
    says: (site, connection) => `Accord is back in the Jira of ${site}. What waited in "${connection}" goes on.`,
  },
};

/** The site's active connections; one within the site has nobody to be told. */
const sharedBy = async (stores: Stores, siteId: string): Promise<readonly MyConnection[]> =>
  (await stores.connections.listForSite(siteId)).flatMap((connection) => {
    const mine = SIDES.filter((side) => connection.sites[side] === siteId);
    const side = mine.length === 1 && connection.state === 'active' ? mine[0] : undefined;
    return side === undefined ? [] : [{ connection, side, internal: false }];
  });

/**
 * Jira told that Accord was installed, removed, switched on or off on a site. The partners read it, and the lanes find out
 * what they may do: with a site that is not there they wait, and ask nothing of it.
 */
export const siteChanged = async (deps: AgreementDeps, site: Site, before: Site['state'] | null): Promise<void> => {
  const { database, clock } = deps;
  await database.transact(async (stores) => {
    await stores.sites.hold(site.id, null, null);
    if (before === null || before === site.state) return;
    const { kind, says } = TOLD[site.state];
    for (const mine of await sharedBy(stores, site.id)) {
      await noteForPartner(stores, clock, mine, { kind, text: says(siteName(site), mine.connection.name) });
    }
  });
  for (const { id } of await database.stores.connections.listForSite(site.id)) await announceContracts(deps, id);
};
