import { type Site, type Stores } from '../ports';
import { type MyConnection, partnerSiteId } from './access';
import { type PartnerState } from './next-step';

/** Nobody who could be gone: no partner yet, or the site itself. */
export const partnerStateOf = ({ internal }: Pick<MyConnection, 'internal'>, partner: Site | null): PartnerState => {
  if (internal || partner === null || partner.state === 'enabled') return 'here';
  return partner.state === 'uninstalled' ? 'removed' : 'switched-off';
};

/** The sites on the other side of some connections. */
export interface Partners {
  /** Null until an invitation is accepted. */
  of(mine: MyConnection): Site | null;
}

export const readPartners = async ({ sites }: Stores, connections: readonly MyConnection[]): Promise<Partners> => {
  const ids = new Set(connections.flatMap((mine) => partnerSiteId(mine) ?? []));
  const found = new Map((ids.size === 0 ? [] : await sites.listSome([...ids])).map((site) => [site.id, site]));
  return { of: (mine) => found.get(partnerSiteId(mine) ?? '') ?? null };
};
