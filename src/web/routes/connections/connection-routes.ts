import { Router } from 'express';
import {
  asSeenBy,
  connectInternally,
  endConnection,
  getMyConnection,
  type MyConnection,
  renameConnection,
  setConnectionPaused,
} from '../../../sync/agreements';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, ok, param } from '../call';
import { line, parse, record } from '../shapes';
import { expiredConnections, viewConnection } from './connection-view';

const named = record({ name: line(100) });

export const connectionRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const view = async (mine: MyConnection, siteId: string) => {
    const expired = await expiredConnections(stores, siteId, deps.clock.now());
    return viewConnection(stores, mine, expired.has(mine.connection.id));
  };
  const setPaused = async (call: Call, paused: boolean) => {
    const mine = await setConnectionPaused(deps, call.actor, param(call, 'id'), call.side, paused);
    return ok(await view(mine, call.actor.siteId));
  };
  return Router()
    .get(
      '/connections',
      answer(async function listConnections({ actor, side }) {
        const found = await stores.connections.listForSite(actor.siteId);
        const expired = await expiredConnections(stores, actor.siteId, deps.clock.now());
        const mine = found.flatMap((connection) => asSeenBy(connection, actor.siteId, side) ?? []);
        const views = mine.map((each) => viewConnection(stores, each, expired.has(each.connection.id)));
        return ok({ connections: await Promise.all(views) });
      }),
    )
    .post(
      '/connections/internal',
      answer(async function postInternal({ actor, body }) {
        const { name } = parse(named, body ?? {}, 'request');
        return created(await view(await connectInternally(deps, actor, name), actor.siteId));
      }),
    )
    .get(
      '/connections/:id',
      answer(async function getConnection(call) {
        const { siteId } = call.actor;
        return ok(await view(await getMyConnection(stores, siteId, param(call, 'id'), call.side), siteId));
      }),
    )
    .patch(
      '/connections/:id',
      answer(async function patchConnection(call) {
        const { name } = parse(named, call.body ?? {}, 'connection');
        const mine = await renameConnection(deps, call.actor, param(call, 'id'), name, call.side);
        return ok(await view(mine, call.actor.siteId));
      }),
    )
    .post(
      '/connections/:id/pause',
      answer(async function pauseConnection(call) {
        return setPaused(call, true);
      }),
    )
    .post(
      '/connections/:id/resume',
      answer(async function resumeConnection(call) {
        return setPaused(call, false);
      }),
    )
    .post(
      '/connections/:id/end',
      answer(async function postEnd(call) {
        const mine = await endConnection(deps, call.actor, param(call, 'id'), call.side);
        return ok(await view(mine, call.actor.siteId));
      }),
    );
};
