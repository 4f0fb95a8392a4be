import { type Installation, type Site, type Sites, type UsedTokens } from '../../../src/sync/ports';

interface Kept {
  site: Site;
  installation: Installation;
  previous: { secret: string; until: number } | null;
}

/** Sites in memory, for tests of what stands in front of the store. */
export const memorySites = (): Sites => {
  const kept = new Map<string, Kept>();
  const find = (id: string): Kept | undefined => kept.get(id);
  const byKey = (clientKey: string): Kept | undefined =>
    [...kept.values()].find(({ site }) => site.clientKey === clientKey);
  const change = async (id: string, part: Partial<Site>): Promise<void> => {
    const entry = find(id);
    if (!entry) throw new Error(`no site ${id}`);
    entry.site = { ...entry.site, ...part };
    return Promise.resolve();
  };
  return {
    find: async (id) => Promise.resolve(find(id)?.site ?? null),
    get: async (id) => {
      const entry = find(id);
      return entry ? Promise.resolve(entry.site) : Promise.reject(new Error(`no site ${id}`));
    },
    findByClientKey: async (clientKey) => Promise.resolve(byKey(clientKey)?.site ?? null),
    listSome: async (ids) => Promise.resolve(ids.flatMap((id) => find(id)?.site ?? [])),
    list: async () => Promise.resolve([...kept.values()].map(({ site }) => site)),
    saveInstallation: async (installation, at, overlapMs) => {
      const before = byKey(installation.clientKey);
      const site: Site = {
        ownAccountIds: [],
        title: null,
        ...before?.site,
        state: 'enabled',
        heldUntil: null,
        heldReason: null,
        id: before?.site.id ?? `site-${kept.size + 1}`,
        clientKey: installation.clientKey,
        appKey: installation.appKey,
        baseUrl: installation.baseUrl,
        displayUrl: installation.displayUrl,
        cloudId: installation.cloudId,
        installationId: installation.installationId,
      };
      const previous = before && { secret: before.installation.sharedSecret, until: at.getTime() + overlapMs };
      kept.set(site.id, { site, installation, previous: previous ?? null });
      return Promise.resolve(site);
    },
    secrets: async (id, at) => {
      const entry = find(id);
      if (!entry) return Promise.resolve([]);
      const { previous, installation } = entry;
      const overlapping = previous && previous.until > at.getTime() ? [previous.secret] : [];
      return Promise.resolve([installation.sharedSecret, ...overlapping]);
    },
    installationOf: async (clientKey) => Promise.resolve(byKey(clientKey)?.installation ?? null),
    setState: async (id, state) => change(id, { state }),
    addOwnAccount: async (id, accountId) =>
      change(id, { ownAccountIds: [...(find(id)?.site.ownAccountIds ?? []), accountId] }),
    setCloudId: async (id, cloudId) => change(id, { cloudId }),
    setTitle: async (id, title) => change(id, { title }),
    setDisplayUrl: async (id, displayUrl) => change(id, { displayUrl }),
    hold: async (id, until, reason) => change(id, { heldUntil: until?.toISOString() ?? null, heldReason: reason }),
  };
};

export const memoryUsedTokens = (): UsedTokens => {
  const used = new Set<string>();
  return {
    claim: async (fingerprint) => {
      const isNew = !used.has(fingerprint);
      used.add(fingerprint);
      return Promise.resolve(isNew);
    },
  };
};
