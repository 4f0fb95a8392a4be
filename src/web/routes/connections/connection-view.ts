import { otherSide } from '../../../core/model';
import {
  type ConnectionEntry,
  type ConnectionList,
  type MyConnection,
  partnerSiteId,
  partnerStateOf,
  readFigures,
  siteName,
} from '../../../sync/agreements';
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
export const viewEntry = ({ mine, expired }: ConnectionEntry, partner: Site | null) => {
  const { connection, side, internal } = mine;
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

/** One that was just made or changed: its invitation, if it has one, still counts. */
export const viewConnection = async (stores: Stores, mine: MyConnection) =>
  viewEntry({ mine, expired: false }, await findPartnerSite(stores, mine));

/** With figures and the next step; all of them together, whatever their number. */
export const viewFigures = async (stores: Stores, { entries, partners }: ConnectionList) => {
  const figures = await readFigures(
    stores,
    entries.map(({ mine }) => mine),
    partners,
  );
  return entries.map((entry) => {
    const { connection } = entry.mine;
    const own = figures.get(connection.id);
    if (!own) throw new Error('A connection has no figures.');
    const nextStep = entry.expired && connection.state === 'invited' ? null : own.nextStep;
    return { ...viewEntry(entry, partners.of(entry.mine)), ...own, nextStep };
  });
};
