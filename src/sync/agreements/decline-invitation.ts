import { type Actor, type AgreementDeps } from './acting';
import { noteForPartner } from './note';
import { getOpenInvitation, unusableInvitation } from './open-invitation';
import { siteName } from './site-name';

/** Turns the invitation down for good. Only the inviting site keeps a trace of it. */
export const declineInvitation = async (deps: AgreementDeps, actor: Actor, token: string): Promise<void> =>
  deps.database.transact(async (stores) => {
    const open = await getOpenInvitation(stores, actor.siteId, token, deps.clock.now());
    if (!(await stores.connections.settleInvitation(open.invitation.id, 'declined'))) throw unusableInvitation();
    await stores.connections.save({ ...open.connection, state: 'declined' });
    const site = await stores.sites.get(actor.siteId);
    const mine = { connection: open.connection, side: open.yourSide, internal: false };
    await noteForPartner(stores, deps.clock, mine, {
      kind: 'connection-declined',
      text: `${siteName(site)} declined the invitation to "${open.connection.name}".`,
    });
  });
