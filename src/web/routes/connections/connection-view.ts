import { otherSide } from '../../../core/model';
import { type MyConnection, partnerSiteId, partnerStateOf, siteName } from '../../../sync/agreements';
import { type Site, type Stores } from '../../../sync/ports';

export interface PartnerName {
  readonly name: string;
  readonly url: string;
}

export const partnerName = (site: Site | null): PartnerName | null =>
  site && { name: siteName(site), url: site.displayUrl };

/** The site on the other side; null until an invitation is accepted. */
export const findPartnerSite = async (stores: Stores, mine: MyConnection): Promise<Site | null> => {
  const id = partnerSiteId(mine);
  return id === null ? null : stores.sites.find(id);
};

/** A connection as its own side sees it. `expired`: its invitation ran out before anybody answered. */
export const viewConnection = async (stores: Stores, mine: MyConnection, expired = false) => {
  const { connection, side, internal } = mine;
  const partner = await findPartnerSite(stores, mine);
  return {
    id: connection.id,
    name: connection.name,
    side,
    state: expired && connection.state === 'invited' ? ('expired' as const) : connection.state,
    partner: partnerName(partner),
    partnerState: partnerStateOf(mine, partner),
    pausedByMe: connection.paused[side],
    pausedByPartner: connection.paused[otherSide(side)],
    internal,
    createdAt: connection.createdAt,
  };
};

/** Connections of this site whose invitation ran out. */
export const expiredConnections = async (stores: Stores, siteId: string, now: Date): Promise<ReadonlySet<string>> => {
  const invitations = await stores.connections.listInvitations(siteId);
  const old = invitations.filter(({ state, expiresAt }) => state === 'open' && Date.parse(expiresAt) <= now.getTime());
  return new Set(old.map(({ connectionId }) => connectionId));
};
