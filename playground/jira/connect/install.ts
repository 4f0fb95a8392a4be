import { randomBytes } from 'node:crypto';
import { type JsonObject, objectOf, stringOf, stringsOf, wordOf } from '../json';
import { badRequest, notFound } from '../http/faults';
import type { Site } from '../site';
import { factOf } from '../store/state';
import type { InstallationRecord } from '../store/records';
import { ensureAppUser } from './app-user';
import { checkDescriptor } from './descriptor';
import type { InstallKeys } from './install-keys';
import { boundClaims, signHs256 } from './jwt';

const TIMEOUT_MS = 15_000;

type Event = 'installed' | 'enabled' | 'disabled' | 'uninstalled';

/** Fetches the descriptor and does the handshake. A new shared secret each time; a refusal leaves what was as it was. */
export async function install(site: Site, keys: InstallKeys, descriptorUrl: string): Promise<{ status: number }> {
  const descriptor = checkDescriptor(await fetchDescriptor(descriptorUrl));
  const key = wordOf(descriptor.key);
  const before = site.state.installations.find(key);
  const user = ensureAppUser(site, key, wordOf(descriptor.name ?? key));
  const record: InstallationRecord = {
    id: key,
    descriptorUrl,
    descriptor,
    baseUrl: wordOf(descriptor.baseUrl).replace(/\/$/, ''),
    scopes: stringsOf(descriptor.scopes),
    sharedSecret: randomBytes(32).toString('base64url'),
    accountId: user.id,
    enabled: true,
    properties: before?.properties ?? {},
  };
  // The add-on may call back with the new secret before it answers: Jira has it by then.
  site.state.installations.put(record);
  const status = (await tell(site, keys, record, 'installed')) ?? 0;
  if (status === 200 || status === 204) {
    site.log('installed', { addon: key });
    await tell(site, keys, record, 'enabled');
    return { status };
  }
  if (before) site.state.installations.put(before);
  else site.state.installations.remove(key);
  return { status };
}

async function fetchDescriptor(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw badRequest(`The descriptor address answered ${answer.status}.`);
  return answer.json();
}

export async function uninstall(site: Site, keys: InstallKeys, key: string): Promise<{ status: number | null }> {
  const record = getInstallation(site, key);
  await disable(site, keys, key);
  const status = await tell(site, keys, record, 'uninstalled');
  site.state.installations.remove(key);
  const user = site.state.users.find(record.accountId);
  if (user) site.state.users.put({ ...user, active: false });
  site.outbox.forget(key);
  return { status };
}

export async function disable(site: Site, keys: InstallKeys, key: string): Promise<{ status: number | null }> {
  const record = getInstallation(site, key);
  site.state.installations.put({ ...record, enabled: false });
  return { status: await tell(site, keys, record, 'disabled') };
}

export async function enable(site: Site, keys: InstallKeys, key: string): Promise<{ status: number | null }> {
  const record = getInstallation(site, key);
  site.state.installations.put({ ...record, enabled: true });
  return { status: await tell(site, keys, record, 'enabled') };
}

export function getInstallation(site: Site, key: string | null): InstallationRecord {
  const all = site.state.installations.all();
  const found = key === null ? all[0] : all.find((record) => record.id === key);
  if (!found)
    throw notFound(key === null ? 'No add-on is installed here.' : `The add-on ${key} is not installed here.`);
  return found;
}

/** A lifecycle call; null where the descriptor wants none. Never throws: an unreachable add-on counts as 503. */
async function tell(site: Site, keys: InstallKeys, record: InstallationRecord, event: Event): Promise<number | null> {
  const path = stringOf(objectOf(record.descriptor.lifecycle)[event]);
  if (path === null) return null;
  const url = `${record.baseUrl}${path.startsWith('/') ? '' : '/'}${path}`;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `JWT ${tokenFor(site, keys, record, event, url)}` },
      body: JSON.stringify(lifecycleBody(site, record, event)),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    site.log(`${event} call failed`, { error: String(error) });
    return 503;
  }
}

/** `installed` and `uninstalled` are signed with Atlassian's key (RS256), the notices with the shared secret. */
function tokenFor(site: Site, keys: InstallKeys, record: InstallationRecord, event: Event, url: string): string {
  const claims = boundClaims(factOf(site.state, 'clientKey'), 'POST', url, record.baseUrl, Date.now());
  if (event === 'installed' || event === 'uninstalled') return keys.sign({ ...claims, aud: [record.baseUrl] });
  return signHs256(claims, record.sharedSecret);
}

function lifecycleBody(site: Site, record: InstallationRecord, event: Event): JsonObject {
  const admin = site.state.users.all().find((user) => user.groups.includes('site-admins'));
  return {
    key: record.id,
    clientKey: factOf(site.state, 'clientKey'),
    ...(event === 'installed' ? { sharedSecret: record.sharedSecret } : {}),
    publicKey: '',
    serverVersion: '100290',
    pluginsVersion: '1001.0.0-SNAPSHOT',
    baseUrl: site.url,
    displayUrl: site.url,
    productType: 'jira',
    description: `Atlassian Jira at ${site.title}`,
    ...(admin ? { accountId: admin.id } : {}),
    eventType: event,
  };
}
