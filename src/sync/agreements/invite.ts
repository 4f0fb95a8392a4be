import { type Connection, perSide, type Side } from '../../core/model';
import { type Invitation } from '../ports';
import { asSeenBy } from './access';
import { type Actor, type AgreementDeps } from './acting';
import { noteOwn } from './note';
import { noSuch, Refusal } from './refusal';
import { tokenHash } from './token-hash';

export interface InvitationDraft {
  readonly name: string;
  /** The side that the inviting site takes. */
  readonly side: Side;
  readonly message: string | null;
  readonly expiresInHours: number;
}

export interface IssuedInvitation {
  readonly connectionId: string;
  readonly invitation: Invitation;
  /** Shown once, to the inviting admin; we keep only its hash. */
  readonly token: string;
}

const HOUR_MS = 3_600_000;
const MOST_OPEN = 50;

const tooManyOpen = (most: number): Refusal =>
  new Refusal(
    'conflict',
    'too-many-invitations',
    `Your site has ${most} invitations that nobody has answered yet.`,
    'Withdraw those that are not needed any more, or wait until they are answered or expire.',
  );

/** Makes a connection that waits for its other site, and the code that lets one site join it. */
export const invite = async (
  deps: AgreementDeps,
  actor: Actor,
  draft: InvitationDraft,
  mostOpen = MOST_OPEN,
): Promise<IssuedInvitation> => {
  const now = deps.clock.now();
  const connection: Connection = {
    id: deps.ids.next(),
    name: draft.name,
    sites: perSide((side) => (side === draft.side ? actor.siteId : null)),
    state: 'invited',
    paused: perSide(() => false),
    createdAt: now.toISOString(),
  };
  const invitation: Invitation = {
    id: deps.ids.next(),
    connectionId: connection.id,
    invitedBy: actor,
    inviterSide: draft.side,
    message: draft.message,
    expiresAt: new Date(now.getTime() + draft.expiresInHours * HOUR_MS).toISOString(),
    state: 'open',
    createdAt: now.toISOString(),
  };
  const token = deps.ids.token();
  const mine = asSeenBy(connection, actor.siteId, draft.side);
  if (!mine) throw noSuch('connection');
  await deps.database.transact(async (stores) => {
    if ((await stores.connections.countOpenInvitations(actor.siteId, now)) >= mostOpen) throw tooManyOpen(mostOpen);
    await stores.connections.insert(connection);
    await stores.connections.insertInvitation(invitation, tokenHash(token));
    await noteOwn(stores, deps.clock, actor, mine, {
      kind: 'connection-invited',
      text: `An invitation to the connection "${connection.name}" was made.`,
    });
  });
  return { connectionId: connection.id, invitation, token };
};
