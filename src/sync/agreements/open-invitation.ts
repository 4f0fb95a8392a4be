import { type Connection, otherSide, type Side } from '../../core/model';
import { type Invitation, type Site, type Stores } from '../ports';
import { Refusal } from './refusal';
import { tokenHash } from './token-hash';

/** An invitation that can still be answered, as the invited site sees it. */
export interface OpenInvitation {
  readonly invitation: Invitation;
  readonly connection: Connection;
  readonly from: Site;
  readonly yourSide: Side;
}

/** One answer for unknown, used, withdrawn and expired tokens: trying tokens teaches nothing. */
export const unusableInvitation = (): Refusal =>
  new Refusal(
    'notFound',
    'invitation-unusable',
    'This invitation cannot be used: it does not exist, was used or withdrawn, or has expired.',
    'Check that the whole code was copied, or ask the inviting site for a new invitation.',
  );

export const getOpenInvitation = async (
  stores: Stores,
  siteId: string,
  token: string,
  now: Date,
): Promise<OpenInvitation> => {
  const invitation = await stores.connections.findInvitationByHash(tokenHash(token));
  if (!invitation || invitation.state !== 'open' || Date.parse(invitation.expiresAt) <= now.getTime()) {
    throw unusableInvitation();
  }
  const connection = await stores.connections.find(invitation.connectionId);
  const from = await stores.sites.find(invitation.invitedBy.siteId);
  if (!connection || connection.state !== 'invited' || !from || from.state === 'uninstalled')
    throw unusableInvitation();
  if (from.id === siteId) {
    throw new Refusal(
      'invalid',
      'own-invitation',
      'This invitation was made by your own site; another site has to answer it.',
      'Send the code to an admin of the other site. To connect two projects of this site, make an internal connection.',
    );
  }
  return { invitation, connection, from, yourSide: otherSide(invitation.inviterSide) };
};
