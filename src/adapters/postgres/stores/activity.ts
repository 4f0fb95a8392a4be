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

/** From the newest entry backwards, connection by connection: a sort over all of them would read them all. */
const LAST_CHANGES = `
  SELECT connection.id, last.at
  FROM unnest($1::text[]) AS connection (id)
  CROSS JOIN LATERAL (
    SELECT at FROM activity
    WHERE connection_id = connection.id AND kind = ANY($2::text[]) ORDER BY activity.id DESC LIMIT 1) last`;

type Filter = Parameters<Activity['search']>[0];

export const activityStore = ({ executor }: StoreDeps): Activity => {
  const activity = executor.table(ACTIVITY);
  return {
    append: (entries) => activity.insertAll(entries.map(fromEntry)),
    search: async (filter) => (await activity.list(whereOf(filter), [['id', 'DESC']], filter.limit)).map(toEntry),
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
  /^\d{1,18}$/.test(before) ? { id: { [Op.lt]: before } } : { at: { [Op.lt]: new Date(before) } };

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
