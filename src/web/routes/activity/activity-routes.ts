import { Router } from 'express';
import { z } from 'zod';
import { type Side } from '../../../core/model';
import { asSeenBy, getMyContract, type MyConnection, type MyContract } from '../../../sync/agreements';
import { type Activity, type ActivityEntry, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { listMyContracts } from '../mine';
import { limit, line, parse, worded } from '../shapes';
import { isReadable, viewEntry } from './activity-view';

const isPlace = (value: string): boolean => /^\d{1,18}$/.test(value) || !Number.isNaN(Date.parse(value));

const activityQuery = z.object({
  contract: line(100).optional(),
  link: line(100).optional(),
  issue: line(100).optional(),
  kind: line(60).optional(),
  before: z
    .string()
    .max(40)
    .refine(isPlace, worded('This is no place in the list.', 'Give "next" of the page before, or an ISO time.'))
    .optional(),
  limit: limit(50, 200),
});

type Filter = Omit<Parameters<Activity['search']>[0], 'limit'>;

/** What the asking site may read, by connection and by contract. */
interface Scope {
  readonly connections: ReadonlyMap<string, MyConnection>;
  readonly contracts: ReadonlyMap<string, MyContract>;
}

interface Found {
  readonly activity: readonly ReturnType<typeof viewEntry>[];
  /** Give as `before` to go on; null at the end. */
  readonly next: string | null;
}

const PAGE = 200;
const MOST_PAGES = 10;

const view = (entry: ActivityEntry, { connections, contracts }: Scope) => {
  const mine = connections.get(entry.connectionId ?? '');
  if (!mine || !isReadable(entry, mine)) return null;
  return viewEntry(entry, mine, contracts.get(entry.contractId ?? '') ?? null);
};

/** Pages through the store until `most` entries that this side may read are found; gives a place to go on from. */
const collect = async (stores: Stores, filter: Filter, scope: Scope, most: number): Promise<Found> => {
  const activity: ReturnType<typeof viewEntry>[] = [];
  let place = filter.before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const from = place === undefined ? {} : { before: place };
    const page = await stores.activity.search({ ...filter, ...from, limit: PAGE });
    for (const entry of page) {
      const seen = view(entry, scope);
      if (seen) activity.push(seen);
      place = entry.id;
      if (activity.length === most) return { activity, next: place };
    }
    if (page.length < PAGE) return { activity, next: null };
  }
  return { activity, next: place ?? null };
};

const readScope = async (stores: Stores, siteId: string, side: Side | null): Promise<Scope> => {
  const connections = new Map<string, MyConnection>();
  for (const connection of await stores.connections.listForSite(siteId)) {
    const mine = asSeenBy(connection, siteId, side);
    if (mine) connections.set(connection.id, mine);
  }
  return { connections, contracts: await listMyContracts(stores, siteId, side) };
};

export const activityRoutes = ({ database: { stores } }: ApiDeps): Router =>
  Router().get(
    '/activity',
    answer(async function listActivity({ actor, side, query }) {
      const { contract, link, issue, kind, before, limit: most } = parse(activityQuery, query, 'query');
      if (contract !== undefined) await getMyContract(stores, actor.siteId, contract, side);
      const scope = await readScope(stores, actor.siteId, side);
      const filter: Filter = {
        connectionIds: [...scope.connections.keys()],
        ...(contract === undefined ? {} : { contractId: contract }),
        ...(link === undefined ? {} : { linkId: link }),
        ...(issue === undefined ? {} : { issueKey: issue }),
        ...(kind === undefined ? {} : { kind }),
        ...(before === undefined ? {} : { before }),
      };
      return ok(await collect(stores, filter, scope, most));
    }),
  );
