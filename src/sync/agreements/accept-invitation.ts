import { type Connection, withSide } from '../../core/model';
import { type MyConnection } from './access';
import { type Actor, type AgreementDeps } from './acting';
import { noteShared } from './note';
import { getOpenInvitation, unusableInvitation } from './open-invitation';
import { siteName } from './site-name';

/** Joins the connection. Of two sites that answer at once, one wins and the other finds the invitation used. */
export const acceptInvitation = async (
  deps: AgreementDeps,
  actor: Actor,
  token: string,
  name: string | null,
): Promise<MyConnection> =>
  deps.database.transact(async (stores) => {
    const open = await getOpenInvitation(stores, actor.siteId, token, deps.clock.now());
    if (!(await stores.connections.settleInvitation(open.invitation.id, 'accepted'))) throw unusableInvitation();
    const connection: Connection = {
      ...open.connection,
      name: name ?? open.connection.name,
      state: 'active',
      sites: withSide(open.connection.sites, open.yourSide, actor.siteId),
    };
    await stores.connections.save(connection);
    const mine: MyConnection = { connection, side: open.yourSide, internal: false };
    const site = await stores.sites.get(actor.siteId);
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'connection-accepted',
      text: `${siteName(site)} accepted the invitation; the connection "${connection.name}" is active.`,
    });
    return mine;
  });
