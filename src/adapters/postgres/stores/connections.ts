import { type Connection, type Side } from '../../../core/model';
import { type Connections, type Invitation, type ListPlace } from '../../../sync/ports';
import { iso, pair } from '../per-side';
import { column, defineTable, Op } from '../table';
import { type StoreDeps } from './deps';

interface ConnectionRow {
  id: string;
  name: string;
  masterSite: string | null;
  providerSite: string | null;
  state: Connection['state'];
  masterPaused: boolean;
  providerPaused: boolean;
  createdAt: Date;
}

interface InvitationRow {
  id: string;
  connectionId: string;
  inviterSite: string;
  inviterAccount: string;
  inviterSide: Side;
  message: string | null;
  tokenHash: string;
  state: Invitation['state'];
  expiresAt: Date;
  createdAt: Date;
}

const CONNECTIONS = defineTable<ConnectionRow>('connections', ['id'], {
  id: column.text,
  name: column.text,
  masterSite: column.text,
  providerSite: column.text,
  state: column.text,
  masterPaused: column.flag,
  providerPaused: column.flag,
  createdAt: column.time,
});

const INVITATIONS = defineTable<InvitationRow>('invitations', ['id'], {
  id: column.text,
  connectionId: column.text,
  inviterSite: column.text,
  inviterAccount: column.text,
  inviterSide: column.text,
  message: column.text,
  tokenHash: column.text,
  state: column.text,
  expiresAt: column.time,
  createdAt: column.time,
});

/** Since when it is over; saved again, it counts from the first time. */
const NOTE_END = `
  UPDATE connections SET ended_at = CASE WHEN state NOT IN ('invited', 'active') THEN coalesce(ended_at, $2) END
  WHERE id = $1 AND (state NOT IN ('invited', 'active')) IS DISTINCT FROM (ended_at IS NOT NULL)`;

const RAN_OUT = `connections.state = 'invited' AND EXISTS (
    SELECT 1 FROM invitations WHERE invitations.connection_id = connections.id AND invitations.state = 'open'
      AND invitations.expires_at <= $2)`;
const IS_OVER = `(connections.state NOT IN ('invited', 'active') OR (${RAN_OUT}))`;

const PAGE = `
  SELECT id, name, master_site AS "masterSite", provider_site AS "providerSite", state,
    master_paused AS "masterPaused", provider_paused AS "providerPaused", created_at AS "createdAt",
    (${RAN_OUT}) AS expired
  FROM connections
  WHERE (master_site = $1 OR provider_site = $1)
    AND ($3::timestamptz IS NULL OR (created_at, id) > ($3::timestamptz, $4::text))
    AND ($5::text IS NULL OR ${IS_OVER} = ($5 = 'over'))
    AND ($6::text[] IS NULL OR id = ANY($6::text[]))
  ORDER BY created_at, id LIMIT $7`;

const COUNT = `
  SELECT count(*) FILTER (WHERE NOT ${IS_OVER})::int AS current, count(*) FILTER (WHERE ${IS_OVER})::int AS over
  FROM connections WHERE master_site = $1 OR provider_site = $1`;

/** Behind the place in a list of the newest first. */
const olderThan = (place: ListPlace) => {
  const createdAt = new Date(place.createdAt);
  return { [Op.or]: [{ createdAt: { [Op.lt]: createdAt } }, { createdAt, id: { [Op.lt]: place.id } }] };
};

export const connectionsStore = ({ executor, clock }: StoreDeps): Connections => {
  const connections = executor.table(CONNECTIONS);
  const invitations = executor.table(INVITATIONS);
  return {
    find: async (id) => {
      const row = await connections.find({ id });
      return row ? toConnection(row) : null;
    },
    listForSite: async (siteId) => {
      const ofSite = { [Op.or]: [{ masterSite: siteId }, { providerSite: siteId }] };
      return (await connections.list(ofSite, ['createdAt', 'id'])).map(toConnection);
    },
    page: async ({ siteId, ids, which, after, limit }, now) => {
      const place = [after && new Date(after.createdAt), after?.id ?? null];
      const bind = [siteId, now, ...place, which, ids, limit];
      const rows = await executor.sql<ConnectionRow & { expired: boolean }>(PAGE, bind);
      return rows.map(({ expired, ...row }) => ({ connection: toConnection(row), expired }));
    },
    countForSite: async (siteId, now) => {
      const rows = await executor.sql<{ current: number; over: number }>(COUNT, [siteId, now]);
      return rows[0] ?? { current: 0, over: 0 };
    },
    list: async () => (await connections.list({}, ['createdAt', 'id'])).map(toConnection),
    insert: (connection) => connections.insert(fromConnection(connection)),
    save: async (connection) => {
      await connections.update(fromConnection(connection), { id: connection.id });
      await executor.sql(NOTE_END, [connection.id, clock.now()]);
    },
    lock: async (id) => void (await executor.sql('SELECT id FROM connections WHERE id = $1 FOR UPDATE', [id])),
    insertInvitation: (invitation, tokenHash) => invitations.insert(fromInvitation(invitation, tokenHash)),
    findInvitationByHash: async (tokenHash) => toInvitationOrNull(await invitations.find({ tokenHash })),
    listInvitations: async ({ siteId, connectionId, after, limit }) => {
      const where = {
        inviterSite: siteId,
        ...(connectionId === null ? {} : { connectionId }),
        ...(after === null ? {} : olderThan(after)),
      };
      const order: [string, string][] = [
        ['createdAt', 'DESC'],
        ['id', 'DESC'],
      ];
      return (await invitations.list(where, order, limit)).map(toInvitation);
    },
    countOpenInvitations: async (siteId, now) => {
      // Held until the transaction ends: invitations made at the same time are counted one after the other.
      await executor.sql('SELECT pg_advisory_xact_lock(hashtext($1))::text', [`invitations:${siteId}`]);
      return invitations.count({ inviterSite: siteId, state: 'open', expiresAt: { [Op.gt]: now } });
    },
    findInvitation: async (id) => toInvitationOrNull(await invitations.find({ id })),
    // The condition is in the statement: of two requests that race, Postgres lets one change the row.
    settleInvitation: async (id, state) => (await invitations.update({ state }, { id, state: 'open' })) === 1,
  };
};

const toConnection = (row: ConnectionRow): Connection => ({
  id: row.id,
  name: row.name,
  sites: pair(row.masterSite, row.providerSite),
  state: row.state,
  paused: pair(row.masterPaused, row.providerPaused),
  createdAt: iso(row.createdAt),
});

const fromConnection = (connection: Connection): ConnectionRow => ({
  id: connection.id,
  name: connection.name,
  masterSite: connection.sites.master,
  providerSite: connection.sites.provider,
  state: connection.state,
  masterPaused: connection.paused.master,
  providerPaused: connection.paused.provider,
  createdAt: new Date(connection.createdAt),
});

const toInvitationOrNull = (row: InvitationRow | null): Invitation | null => (row ? toInvitation(row) : null);

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  connectionId: row.connectionId,
  invitedBy: { siteId: row.inviterSite, accountId: row.inviterAccount },
  inviterSide: row.inviterSide,
  message: row.message,
  expiresAt: iso(row.expiresAt),
  state: row.state,
  createdAt: iso(row.createdAt),
});

const fromInvitation = (invitation: Invitation, tokenHash: string): InvitationRow => ({
  id: invitation.id,
  connectionId: invitation.connectionId,
  inviterSite: invitation.invitedBy.siteId,
  inviterAccount: invitation.invitedBy.accountId,
  inviterSide: invitation.inviterSide,
  message: invitation.message,
  tokenHash,
  state: invitation.state,
  expiresAt: new Date(invitation.expiresAt),
  createdAt: new Date(invitation.createdAt),
});
