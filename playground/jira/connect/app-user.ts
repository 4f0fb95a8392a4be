import type { Site } from '../site';
import { uuidOf } from '../random';
import type { UserRecord } from '../store/records';

/** The account that an add-on acts as. As with Atlassian's, it is the same on every site. */
export const appAccountId = (addonKey: string): string => `557058:${uuidOf(`app ${addonKey}`)}`;

/** Groups that Jira puts the users of add-ons into: their own, and the one of everybody who may use Jira. */
const GROUPS = ['atlassian-addons', 'jira-software-users'];

export function ensureAppUser(site: Site, addonKey: string, name: string): UserRecord {
  const id = appAccountId(addonKey);
  const known = site.state.users.find(id);
  return site.state.users.put({
    id,
    displayName: name,
    email: `${addonKey}@connect.atlassian.com`,
    apiToken: '',
    accountType: 'app',
    active: true,
    timeZone: 'Etc/GMT',
    groups: known?.groups ?? GROUPS,
  });
}
