import type { Site } from '../../site';
import { type JsonObject, wordOf } from '../../json';

const SIZES = [48, 24, 16, 32] as const;

const avatarsOf = (site: Site, name: string): JsonObject =>
  Object.fromEntries(
    SIZES.map((size) => [`${size}x${size}`, `${site.url}/avatars/${encodeURIComponent(name)}/${size}.png`]),
  );

/** A user as REST answers carry it. Someone whose account was deleted is shown as Jira shows former users. */
export function showUser(site: Site, accountId: string): JsonObject {
  const user = site.state.users.find(accountId);
  return {
    self: `${site.url}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    ...(user?.accountType === 'atlassian' ? { emailAddress: user.email } : {}),
    avatarUrls: avatarsOf(site, user?.displayName ?? 'former'),
    displayName: user?.displayName ?? 'Former user',
    active: user?.active ?? false,
    timeZone: user?.timeZone ?? 'Etc/GMT',
    accountType: user?.accountType ?? 'atlassian',
  };
}

/** As webhook bodies carry it: no e-mail address, no locale, no groups (webhooks page). */
export function showWebhookUser(site: Site, accountId: string): JsonObject {
  const shown = showUser(site, accountId);
  delete shown.emailAddress;
  return { ...shown, self: wordOf(shown.self).replace('/rest/api/3/', '/rest/api/2/') };
}
