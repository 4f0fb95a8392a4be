import { LRUCache } from 'lru-cache';
import { type FieldCatalog, type FieldOption } from '../../core/model';
import { type Clock, type ProjectMeta } from '../../sync/ports';
import { byClock, type Cache, createCache } from './cache';
import { type FieldJson } from './metadata/field-meta';

/** What is remembered of one site, within this process. All of it can be asked anew. */
export interface SiteMemory {
  readonly catalogs: Cache<FieldCatalog>;
  readonly allFields: Cache<readonly FieldJson[]>;
  readonly projects: Cache<ProjectMeta | null>;
  readonly options: Cache<readonly FieldOption[]>;
  readonly uploadLimit: Cache<{ readonly enabled: boolean; readonly limit: number | null }>;
  readonly myself: Cache<{ readonly accountId: string }>;
  /** Account id -> whether it is active, and its name; null where Jira knows no such account. */
  readonly users: LRUCache<string, { readonly active: boolean; readonly name: string | null }>;
  readonly grants: LRUCache<string, { readonly granted: boolean }>;
  /** Whether a person may browse an issue. Apart from the other grants, so that long lists do not push those out. */
  readonly sights: LRUCache<string, { readonly granted: boolean }>;
  /** Attachment id -> media-service id. Never changes, so it is kept through `forget`. */
  readonly media: LRUCache<string, { readonly id: string | null }>;
  /** Comments of our own account that carry no mark of ours: the mark is set on creation or never. */
  readonly unmarked: LRUCache<string, true>;
  /** Comments that exist and are not to be seen; asked again after a while, for they may have been deleted since. */
  readonly hiddenComments: LRUCache<string, true>;
  /** Projects in which the app may not silence notifications. */
  readonly loud: LRUCache<string, true>;
  forget(): void;
}

const HOUR_MS = 3_600_000;

export const createMemory = (clock: Clock, ttlMs: number): SiteMemory => {
  const timed = (max: number, ttl: number) => ({ max, ttl, ...byClock(clock) });
  const cached = {
    catalogs: createCache<FieldCatalog>(clock, 200, ttlMs),
    allFields: createCache<readonly FieldJson[]>(clock, 1, ttlMs),
    projects: createCache<ProjectMeta | null>(clock, 200, ttlMs),
    options: createCache<readonly FieldOption[]>(clock, 500, ttlMs),
    uploadLimit: createCache<{ enabled: boolean; limit: number | null }>(clock, 1, ttlMs),
    myself: createCache<{ accountId: string }>(clock, 1, ttlMs),
    users: new LRUCache<string, { active: boolean; name: string | null }>(timed(10_000, ttlMs)),
    grants: new LRUCache<string, { granted: boolean }>(timed(2_000, ttlMs)),
    sights: new LRUCache<string, { granted: boolean }>(timed(20_000, ttlMs)),
    hiddenComments: new LRUCache<string, true>(timed(10_000, HOUR_MS)),
    loud: new LRUCache<string, true>(timed(1_000, HOUR_MS)),
  };
  return {
    ...cached,
    media: new LRUCache({ max: 50_000 }),
    unmarked: new LRUCache({ max: 20_000 }),
    forget: () => {
      for (const cache of Object.values(cached)) cache.clear();
    },
  };
};
