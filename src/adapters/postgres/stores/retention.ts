import { type OverSite, type Retention } from '../../../sync/ports';
import { countOf } from '../retention/batch';
import { DROP_UNHANDLED, FORGET, FORGET_VERSIONS, NOTE_CLOSED } from '../retention/forget-statements';
import { emptyClosed } from '../retention/pairs';
import {
  AT_WORK,
  CONNECTIONS_OVER,
  DISOWN,
  purgeConnection,
  purgeSide,
  purgeSite,
  SITES_OVER,
} from '../retention/purge';
import { walk } from '../retention/walk';
import { type StoreDeps } from './deps';

export const retentionStore = ({ executor, clock }: StoreDeps): Retention => ({
  forget: async (rule, before, limit) => {
    if (rule === 'links.emptied') return emptyClosed(executor, before, limit, clock.now());
    if (rule === 'half_versions.superseded') throw new Error('Versions are forgotten by their number too.');
    return countOf(executor, FORGET[rule], [before, limit]);
  },
  forgetVersions: (before, keep, limit) => countOf(executor, FORGET_VERSIONS, [before, keep, limit]),
  dropUnhandled: (before, limit) =>
    executor.sql<{ contractId: string; count: number }>(DROP_UNHANDLED, [before, limit]),
  noteClosed: (at, limit) => countOf(executor, NOTE_CLOSED, [at, limit]),
  walk: (rule, before, blocks) => walk(executor, rule, before, blocks),
  connectionsOver: async (before, limit) =>
    (await executor.sql<{ id: string }>(CONNECTIONS_OVER, [before, limit])).map(({ id }) => id),
  purgeConnection: (id, limit) => purgeConnection(executor, id, limit),
  sitesOver: (before, limit) => executor.sql<OverSite & object>(SITES_OVER, [before, limit]),
  disown: async (siteId, before) => (await executor.sql(DISOWN, [siteId, before])).length === 1,
  purgeSide: (departure, limit) => purgeSide(executor, departure, limit),
  purgeSite: (siteId, limit) => purgeSite(executor, siteId, limit),
  isAtWork: async (siteId, at) => (await executor.sql(AT_WORK, [siteId, at])).length > 0,
});
