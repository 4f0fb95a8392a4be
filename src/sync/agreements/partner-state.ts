import { type Site, type Stores } from '../ports';
import { type MyConnection, partnerSiteId } from './access';
import { type PartnerState } from './next-step';

/** Nobody who could be gone: no partner yet, or the site itself. */
export const partnerStateOf = ({ internal }: Pick<MyConnection, 'internal'>, partner: Site | null): PartnerState => {
  if (internal || partner === null || partner.state === 'enabled') return 'here';
  return partner.state === 'uninstalled' ? 'removed' : 'switched-off';
};

export const readPartnerState = async (stores: Stores, mine: MyConnection): Promise<PartnerState> => {
  const id = partnerSiteId(mine);
  return partnerStateOf(mine, id === null ? null : await stores.sites.find(id));
};
