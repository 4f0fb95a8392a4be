import { Router } from 'express';
import { z } from 'zod';
import { type Connection, type Side } from '../../../core/model';
import { asSeenBy, getMyContract, type MyConnection } from '../../../sync/agreements';
import { type Activity, type ActivityEntry, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { limit, line, parse } from '../shapes';

const before = z
  .string()
  .max(40)
  .refine(
    (value) => /^\d{1,18}$/.test(value) || !Number.isNaN(Date.parse(value)),
    'Give "next" of the last answer, or an ISO time.',
  );

const query = z.object({
  contract: line(100).optional(),
  link: line(100).optional(),
  issue: line(100).optional(),
  kind: line(60).optional(),
  before: before.optional(),
  limit: limit(50, 200),
});

type Filter = Omit<Parameters<Activity['search']>[0], 'limit'>;

/** An entry of both sides never says who: account ids stay on their own site. */
const view = (entry: ActivityEntry, { side, internal }: MyConnection) => ({
  id: entry.id,
  at: entry.at,
  connection: entry.connectionId,
  contract: entry.contractId,
  link: entry.linkId,
  kind: entry.kind,
  text: entry.text,
  keys: { master: entry.keys.master, provider: entry.keys.provider },
  actor: internal || entry.side === side ? entry.actor : null,
});

const readable = (entry: ActivityEntry, mine: ReadonlyMap<string, MyConnection>): MyConnection | null => {
  const connection = entry.connectionId === null ? undefined : mine.get(entry.connectionId);
  if (!connection) return null;
  return connection.internal || entry.side === null || entry.side === connection.side ? connection : null;
};

const PAGE = 200;
const MOST_PAGES = 10;

interface Found {
  readonly activity: readonly ReturnType<typeof view>[];
  /** Give as `before` to go on; null at the end. */
  readonly next: string | null;
}

/** Pages through the store until `most` entries that this side may read are found; gives a place to go on from. */
const collect = async (
  stores: Stores,
  filter: Filter,
  mine: ReadonlyMap<string, MyConnection>,
  most: number,
): Promise<Found> => {
  const activity: ReturnType<typeof view>[] = [];
  let place = filter.before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const from = place === undefined ? {} : { before: place };
    const page = await stores.activity.search({ ...filter, ...from, limit: PAGE });
    for (const entry of page) {
      const connection = readable(entry, mine);
      if (connection) activity.push(view(entry, connection));
      place = entry.id;
      if (activity.length === most) return { activity, next: place };
    }
    if (page.length < PAGE) return { activity, next: null };
  }
  return { activity, next: place ?? null };
};

const mineById = (
  connections: readonly Connection[],
  siteId: string,
  side: Side | null,
): ReadonlyMap<string, MyConnection> =>
  new Map(
    connections.flatMap((connection): [string, MyConnection][] => {
      const mine = asSeenBy(connection, siteId, side);
      return mine ? [[connection.id, mine]] : [];
    }),
  );

export const activityRoutes = ({ database: { stores } }: ApiDeps): Router =>
  Router().get(
    '/activity',
    answer(async function listActivity({ actor, side, query: asked }) {
      const { contract, link, issue, kind, before: start, limit: most } = parse(query, asked, 'query');
      if (contract !== undefined) await getMyContract(stores, actor.siteId, contract, side);
      const mine = mineById(await stores.connections.listForSite(actor.siteId), actor.siteId, side);
      const filter: Filter = {
        connectionIds: [...mine.keys()],
        ...(contract === undefined ? {} : { contractId: contract }),
        ...(link === undefined ? {} : { linkId: link }),
        ...(issue === undefined ? {} : { issueKey: issue }),
        ...(kind === undefined ? {} : { kind }),
        ...(start === undefined ? {} : { before: start }),
      };
      return ok(await collect(stores, filter, mine, most));
    }),
  );
