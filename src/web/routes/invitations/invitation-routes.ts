import { Router } from 'express';
import { z } from 'zod';
import { SIDES } from '../../../core/model';
import {
  acceptInvitation,
  declineInvitation,
  getOpenInvitation,
  invite,
  revokeInvitation,
  siteName,
} from '../../../sync/agreements';
import { type Invitation } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, created, noContent, ok, param } from '../call';
import { viewConnection } from '../connections/connection-view';
import { after, writePlace } from '../list-place';
import { limit, line, parse, record, text } from '../shapes';

const WEEK_HOURS = 168;
const MONTH_HOURS = 720;

const inviteBody = record({
  name: line(100),
  side: z.enum(SIDES),
  message: text(2000)
    .nullish()
    .transform((message) => message ?? null),
  expiresInHours: z.number().min(1).max(MONTH_HOURS).default(WEEK_HOURS),
});

const listQuery = z.object({ connection: line(100).optional(), after, limit: limit(50, 200) });

const token = z.string().trim().min(1).max(200);
const tokenBody = record({ token });
const acceptBody = record({
  token,
  name: line(100)
    .nullish()
    .transform((name) => name ?? null),
});

const viewInvitation = (invitation: Invitation, now: Date) => ({
  id: invitation.id,
  connectionId: invitation.connectionId,
  side: invitation.inviterSide,
  message: invitation.message,
  state:
    invitation.state === 'open' && Date.parse(invitation.expiresAt) <= now.getTime() ? 'expired' : invitation.state,
  expiresAt: invitation.expiresAt,
  createdAt: invitation.createdAt,
});

export const invitationRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  return Router()
    .post(
      '/connections/invitations',
      answer(async function postInvitation({ actor, body }) {
        const issued = await invite(deps, actor, parse(inviteBody, body ?? {}, 'invitation'), deps.openInvitations);
        const { id, expiresAt } = issued.invitation;
        return created({ connectionId: issued.connectionId, invitation: { id, expiresAt }, token: issued.token });
      }),
    )
    .get(
      '/invitations',
      answer(async function listInvitations({ actor, query }) {
        const { connection, after: place, limit: most } = parse(listQuery, query, 'query');
        const asked = { siteId: actor.siteId, connectionId: connection ?? null, after: place };
        const found = await stores.connections.listInvitations({ ...asked, limit: most + 1 });
        const invitations = found.slice(0, most).map((each) => viewInvitation(each, deps.clock.now()));
        return ok({ invitations, next: writePlace(found.length > most ? (invitations.at(-1) ?? null) : null) });
      }),
    )
    .delete(
      '/invitations/:id',
      answer(async function deleteInvitation(call) {
        await revokeInvitation(deps, call.actor, param(call, 'id'));
        return noContent();
      }),
    )
    .post(
      '/invitations/preview',
      answer(async function previewInvitation({ actor, body }) {
        const given = parse(tokenBody, body ?? {}, 'request').token;
        const open = await getOpenInvitation(stores, actor.siteId, given, deps.clock.now());
        return ok({
          from: { name: siteName(open.from), url: open.from.displayUrl },
          yourSide: open.yourSide,
          message: open.invitation.message,
          expiresAt: open.invitation.expiresAt,
          connectionName: open.connection.name,
        });
      }),
    )
    .post(
      '/invitations/accept',
      answer(async function postAccept({ actor, body }) {
        const given = parse(acceptBody, body ?? {}, 'request');
        const mine = await acceptInvitation(deps, actor, given.token, given.name);
        return created({ connection: await viewConnection(stores, mine) });
      }),
    )
    .post(
      '/invitations/decline',
      answer(async function postDecline({ actor, body }) {
        await declineInvitation(deps, actor, parse(tokenBody, body ?? {}, 'request').token);
        return noContent();
      }),
    );
};
