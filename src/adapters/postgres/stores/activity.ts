import { type Side } from '../../../core/model';
import { type Activity, type ActivityEntry, type ActivityKind, CHANGE_KINDS } from '../../../sync/ports';
import { iso, pair } from '../per-side';
import { column, defineTable, Op } from '../table';
import { type StoreDeps } from './deps';

interface ActivityRow {
  /** Given by Postgres, in order. */
  id?: string;
  at: Date;
  connectionId: string | null;
  contractId: string | null;
  linkId: string | null;
  side: Side | null;
  kind: ActivityKind;
  text: string;
  masterKey: string | null;
  providerKey: string | null;
  actor: string | null;
}

const ACTIVITY = defineTable<ActivityRow>('activity', ['id'], {
  id: column.serial,
  at: column.time,
  connectionId: column.text,
  contractId: column.text,
  linkId: column.text,
  side: column.text,
  kind: column.text,
  text: column.text,
  masterKey: column.text,
  providerKey: column.text,
  actor: column.text,
});

type Filter = Parameters<Activity['search']>[0];

/**
 * The order of the index, and rows compared as a whole: with `kind = …` and an order by id alone the planner reads all kinds
 * backwards until it has met enough of the one.
 */
const ALONG_INDEX = 'connection_id DESC, kind DESC, activity.id DESC';

/** From the newest entry backwards, connection by connection: a sort over all of them would read them all. */
const LAST_CHANGES = `
  SELECT connection.id, max(last.at) AS at
  FROM unnest($1::text[]) AS connection (id) CROSS JOIN unnest($2::text[]) AS wanted (kind)
  CROSS JOIN LATERAL (
    SELECT at FROM activity
    WHERE (connection_id, kind, activity.id) < (connection.id, wanted.kind, 9223372036854775807)
      AND (connection_id, kind, activity.id) > (connection.id, wanted.kind, 0)
    ORDER BY ${ALONG_INDEX} LIMIT 1) last
  GROUP BY connection.id`;

/** The newest of each kind of each connection, along the index, and of those the newest: a rare kind is not looked for. */
export const OF_KINDS = `
  SELECT found.id::text, found.at, found.connection_id AS "connectionId", found.contract_id AS "contractId",
    found.link_id AS "linkId", found.side, found.kind, found.text, found.master_key AS "masterKey",
    found.provider_key AS "providerKey", found.actor
  FROM unnest($1::text[]) AS connection (id) CROSS JOIN unnest($2::text[]) AS wanted (kind)
  CROSS JOIN LATERAL (
    SELECT * FROM activity
    WHERE (connection_id, kind, activity.id) <
        (connection.id, wanted.kind, coalesce($3::bigint, 9223372036854775807))
      AND (connection_id, kind, activity.id) > (connection.id, wanted.kind, coalesce($4::bigint, 0))
      AND ($5::timestamptz IS NULL OR at < $5) AND ($6::timestamptz IS NULL OR at >= $6)
      AND ($7::text IS NULL OR contract_id = $7)
    ORDER BY ${ALONG_INDEX} LIMIT $8) found
  ORDER BY found.id DESC LIMIT $8`;

/** Of a link or an issue there are few entries: their own indexes find them. */
const isByKind = ({ kinds, linkId, issueKey }: Filter): boolean =>
  kinds !== undefined && linkId === undefined && issueKey === undefined;

const isId = (place: string): boolean => /^\d{1,18}$/.test(place);

/** The earlier of two times that both bound it. */
const earliest = (times: readonly (string | undefined)[]): Date | null => {
  const given = times.flatMap((time) => (time === undefined ? [] : [Date.parse(time)]));
  return given.length === 0 ? null : new Date(Math.min(...given));
};

export const bindOfKinds = ({ connectionIds, kinds = [], contractId, from, to, since, before, limit }: Filter) => {
  const [belowId, belowTime] = before !== undefined && isId(before) ? [before, undefined] : [null, before];
  return [
    [...connectionIds],
    [...new Set(kinds)],
    belowId,
    since ?? null,
    earliest([to, belowTime]),
    from === undefined ? null : new Date(from),
    contractId ?? null,
    limit,
  ];
};

export const activityStore = ({ executor }: StoreDeps): Activity => {
  const activity = executor.table(ACTIVITY);
  return {
    append: (entries) => activity.insertAll(entries.map(fromEntry)),
    search: async (filter) => {
      const rows = isByKind(filter)
        ? await executor.sql<ActivityRow>(OF_KINDS, bindOfKinds(filter))
        : await activity.list(whereOf(filter), [['id', 'DESC']], filter.limit);
      return rows.map(toEntry);
    },
    lastChanges: async (connectionIds) => {
      const rows = await executor.sql<{ id: string; at: Date }>(LAST_CHANGES, [connectionIds, CHANGE_KINDS]);
      return Object.fromEntries(rows.map(({ id, at }) => [id, iso(at)]));
    },
  };
};

const whereOf = ({ connectionIds, contractId, linkId, issueKey, kinds, from, to, since, before }: Filter) => ({
  connectionId: [...connectionIds],
  ...(contractId === undefined ? {} : { contractId }),
  ...(linkId === undefined ? {} : { linkId }),
  ...(kinds === undefined ? {} : { kind: [...kinds] }),
  ...(issueKey === undefined ? {} : { [Op.or]: [{ masterKey: issueKey }, { providerKey: issueKey }] }),
  [Op.and]: [
    ...(from === undefined ? [] : [{ at: { [Op.gte]: new Date(from) } }]),
    ...(to === undefined ? [] : [{ at: { [Op.lt]: new Date(to) } }]),
    ...(since === undefined ? [] : [{ id: { [Op.gt]: since } }]),
    ...(before === undefined ? [] : [olderThan(before)]),
  ],
});

/** An entry's id (to page without gaps), or a time. */
const olderThan = (before: string) =>
  isId(before) ? { id: { [Op.lt]: before } } : { at: { [Op.lt]: new Date(before) } };

const fromEntry = ({ keys, at, ...entry }: Omit<ActivityEntry, 'id'>): ActivityRow => ({
  ...entry,
  at: new Date(at),
  masterKey: keys.master,
  providerKey: keys.provider,
});

const toEntry = ({ id, at, masterKey, providerKey, ...row }: ActivityRow): ActivityEntry => ({
  ...row,
  id: String(id),
  at: iso(at),
  keys: pair(masterKey, providerKey),
});
