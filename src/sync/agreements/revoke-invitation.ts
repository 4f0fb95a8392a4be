import { type Actor, type AgreementDeps } from './acting';
import { noteOwn } from './note';
import { noSuch, Refusal } from './refusal';

const notOpen = (): Refusal =>
  new Refusal(
    'conflict',
    'invitation-not-open',
    'The invitation was already answered or withdrawn.',
    'If it was accepted, end the connection instead.',
  );

/** Only the site that invited can take the invitation back, and only while nobody has answered it. */
export const revokeInvitation = async (deps: AgreementDeps, actor: Actor, invitationId: string): Promise<void> =>
  deps.database.transact(async (stores) => {
    const invitation = await stores.connections.findInvitation(invitationId);
    if (!invitation || invitation.invitedBy.siteId !== actor.siteId) throw noSuch('invitation');
    if (!(await stores.connections.settleInvitation(invitation.id, 'revoked'))) throw notOpen();
    const connection = await stores.connections.find(invitation.connectionId);
    if (!connection) throw noSuch('connection');
    await stores.connections.save({ ...connection, state: 'revoked' });
    const mine = { connection, side: invitation.inviterSide, internal: false };
    await noteOwn(stores, deps.clock, actor, mine, {
      kind: 'connection-revoked',
      text: `The invitation to "${connection.name}" was withdrawn.`,
    });
  });
