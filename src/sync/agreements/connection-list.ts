import { type Side } from '../../core/model';
import { type ConnectionQuery, type ListPlace, type Stores } from '../ports';
import { asSeenBy, type MyConnection } from './access';
import { type Partners, readPartners } from './partner-state';

export interface ConnectionEntry {
  readonly mine: MyConnection;
  /** Its invitation ran out before anybody answered. */
  readonly expired: boolean;
}

export interface ConnectionList {
  readonly entries: readonly ConnectionEntry[];
  readonly partners: Partners;
  /** Where the next page begins; null at the end. */
  readonly next: ListPlace | null;
}

/** A page of a site's connections, as the site stands in them. */
export const listMyConnections = async (
  stores: Stores,
  query: ConnectionQuery,
  side: Side | null,
  now: Date,
): Promise<ConnectionList> => {
  const found = await stores.connections.page({ ...query, limit: query.limit + 1 }, now);
  const entries = found.slice(0, query.limit).flatMap(({ connection, expired }) => {
    const mine = asSeenBy(connection, query.siteId, side);
    return mine ? [{ mine, expired }] : [];
  });
  const partners = await readPartners(
    stores,
    entries.map(({ mine }) => mine),
  );
  const last = found.length > query.limit ? found[query.limit - 1]?.connection : undefined;
  return { entries, partners, next: last ? { createdAt: last.createdAt, id: last.id } : null };
};
