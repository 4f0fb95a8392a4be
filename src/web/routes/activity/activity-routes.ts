import { Router } from 'express';
import { z } from 'zod';
import { type Side } from '../../../core/model';
import { asSeenBy, getMyConnection, getMyContract, type MyConnection, type MyContract } from '../../../sync/agreements';
import { type Activity, ACTIVITY_KINDS, type ActivityEntry, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok } from '../call';
import { listMyContracts } from '../mine';
import { readNames } from '../names';
import { limit, line, parse, worded } from '../shapes';
import { readSight } from '../sight';
import { actorOf, isReadable, viewEntry } from './activity-view';

const ID = /^\d{1,18}$/;
const isTime = (value: string): boolean => /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value));

const place = z
  .string()
  .max(40)
  .refine(
    (value) => ID.test(value) || !Number.isNaN(Date.parse(value)),
    worded('This is no place in the list.', 'Give "next" of the page before, or an ISO time.'),
  )
  .optional();
const time = z
  .string()
  .max(40)
  .refine(isTime, worded('This is no time.', 'Give an ISO time, such as 2026-01-31T10:00:00Z.'))
  .optional();
const kind = z.enum(ACTIVITY_KINDS);
const key = line(100).transform((text) => text.toUpperCase());

const activityQuery = z.object({
  contract: line(100).optional(),
  connection: line(100).optional(),
  link: line(100).optional(),
  key: key.optional(),
  issue: line(100).optional(),
  kind: z.union([kind.transform((one) => [one]), z.array(kind).max(ACTIVITY_KINDS.length)]).optional(),
  from: time,
  to: time,
  since: z.string().regex(ID, worded('This is no entry.', 'Give the id of the newest entry that you have.')).optional(),
  after: place,
  before: place,
  limit: limit(50, 200),
});

type Query = z.infer<typeof activityQuery>;
type Filter = Omit<Parameters<Activity['search']>[0], 'limit'>;

/** What the asking site may read, by connection and by contract. */
interface Scope {
  readonly connections: ReadonlyMap<string, MyConnection>;
  readonly contracts: ReadonlyMap<string, MyContract>;
}

/** An entry with the connection that makes it readable here. */
interface Readable {
  readonly entry: ActivityEntry;
  readonly mine: MyConnection;
}

interface Found {
  readonly entries: readonly Readable[];
  /** Give as `after` to go on; null at the end. */
  readonly next: string | null;
}

const PAGE = 200;
const MOST_PAGES = 10;

const readableIn = ({ connections }: Scope, entry: ActivityEntry): readonly Readable[] => {
  const mine = connections.get(entry.connectionId ?? '');
  return mine && isReadable(entry, mine) ? [{ entry, mine }] : [];
};

/** Pages through the store until `most` entries that this side may read are found; gives a place to go on from. */
const collect = async (stores: Stores, filter: Filter, scope: Scope, most: number): Promise<Found> => {
  const entries: Readable[] = [];
  let reached = filter.before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const from = reached === undefined ? {} : { before: reached };
    const page = await stores.activity.search({ ...filter, ...from, limit: PAGE });
    for (const entry of page) {
      entries.push(...readableIn(scope, entry));
      reached = entry.id;
      if (entries.length === most) return { entries, next: reached };
    }
    if (page.length < PAGE) return { entries, next: null };
  }
  return { entries, next: reached ?? null };
};

const readScope = async (stores: Stores, siteId: string, side: Side | null): Promise<Scope> => {
  const connections = new Map<string, MyConnection>();
  for (const connection of await stores.connections.listForSite(siteId)) {
    const mine = asSeenBy(connection, siteId, side);
    if (mine) connections.set(connection.id, mine);
  }
  return { connections, contracts: await listMyContracts(stores, siteId, side) };
};

const given = <T>(name: keyof Filter, value: T | undefined): Partial<Filter> =>
  value === undefined ? {} : { [name]: value };

const filterOf = (query: Query, scope: Scope): Filter => ({
  connectionIds: query.connection === undefined ? [...scope.connections.keys()] : [query.connection],
  ...given('contractId', query.contract),
  ...given('linkId', query.link),
  ...given('issueKey', query.key ?? query.issue),
  ...given('kinds', query.kind),
  ...given('from', query.from),
  ...given('to', query.to),
  ...given('since', query.since),
  ...given('before', query.after ?? query.before),
});

/** The same "not there" for what is another tenant's. */
const demandMine = async (stores: Stores, { actor, side }: Call, { contract, connection }: Query): Promise<void> => {
  if (contract !== undefined) await getMyContract(stores, actor.siteId, contract, side);
  if (connection !== undefined) await getMyConnection(stores, actor.siteId, connection, side);
};

export const activityRoutes = ({ database: { stores }, jira }: ApiDeps): Router =>
  Router().get(
    '/activity',
    answer(async function listActivity(call) {
      const { siteId } = call.actor;
      const query = parse(activityQuery, call.query, 'query');
      await demandMine(stores, call, query);
      const scope = await readScope(stores, siteId, call.side);
      const { entries, next } = await collect(stores, filterOf(query, scope), scope, query.limit);
      const names = await readNames(
        jira,
        siteId,
        entries.map(({ entry, mine }) => actorOf(entry, mine)),
      );
      const sightOf = await readSight(
        { jira, stores, actor: call.actor },
        entries.map(({ entry, mine }) => ({ subject: entry, mine })),
      );
      const activity = entries.map(({ entry, mine }) => {
        const contract = scope.contracts.get(entry.contractId ?? '') ?? null;
        return viewEntry(entry, mine, contract, { names, sight: sightOf(entry, mine) });
      });
      return ok({ activity, next });
    }),
  );
