import { type Site } from '../../../sync/ports';
import { type UserJson } from '../schemas';

/** Whether Accord may have written it. While our account on the site is not known yet, any app may be us. */
export const isOwn = (site: Site, author: UserJson | null | undefined): boolean => {
  if (!author) return false;
  return site.ownAccountIds.length > 0
    ? site.ownAccountIds.includes(author.accountId)
    : author.accountType === undefined || author.accountType === 'app';
};
