/** What this process lately saw of a site's writes, to tell a site that fails from one thing at which it fails. */
export interface SiteHealth {
  /** It took a write. */
  took(siteId: string): void;
  /** It failed at a write of this pair. */
  failed(siteId: string, linkId: string): void;
  /** Writes of several pairs failed and none succeeded since: what one of them met says nothing of its own. */
  isFailing(siteId: string): boolean;
}

/** One pair may hold a thing at which Jira always fails, and a second one may as well. */
const PAIRS = 3;

export const createSiteHealth = (): SiteHealth => {
  const failing = new Map<string, Set<string>>();
  return {
    took: (siteId) => void failing.delete(siteId),
    failed: (siteId, linkId) => {
      const pairs = failing.get(siteId) ?? new Set();
      if (pairs.size < PAIRS) failing.set(siteId, pairs.add(linkId));
    },
    isFailing: (siteId) => (failing.get(siteId)?.size ?? 0) >= PAIRS,
  };
};
