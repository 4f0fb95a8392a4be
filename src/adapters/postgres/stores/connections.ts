import { type Connection, type Side } from '../../../core/model';
import { type Connections, type Invitation } from '../../../sync/ports';
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
    list: async () => (await connections.list({}, ['createdAt', 'id'])).map(toConnection),
    insert: (connection) => connections.insert(fromConnection(connection)),
    save: async (connection) => {
      await connections.update(fromConnection(connection), { id: connection.id });
      await executor.sql(NOTE_END, [connection.id, clock.now()]);
    },
    lock: async (id) => void (await executor.sql('SELECT id FROM connections WHERE id = $1 FOR UPDATE', [id])),
    insertInvitation: (invitation, tokenHash) => invitations.insert(fromInvitation(invitation, tokenHash)),
    findInvitationByHash: async (tokenHash) => toInvitationOrNull(await invitations.find({ tokenHash })),
    listInvitations: async (siteId) =>
      (await invitations.list({ inviterSite: siteId }, [['createdAt', 'DESC']])).map(toInvitation),
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
