import { Router } from 'express';
import {
  connectInternally,
  endConnection,
  getMyConnection,
  listMyConnections,
  type MyConnection,
  renameConnection,
  setConnectionPaused,
} from '../../../sync/agreements';
import { type ConnectionQuery } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, ok, param } from '../call';
import { line, parse, record } from '../shapes';
import { writePlace } from '../list-place';
import { readConnectionQuery } from './connection-query';
import { viewEntry, viewFigures } from './connection-view';

const onlyThis = ({ connection }: MyConnection, siteId: string): ConnectionQuery => ({
  siteId,
  ids: [connection.id],
  which: null,
  after: null,
  limit: 1,
});

const named = record({ name: line(100) });

export const connectionRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const list = (query: ConnectionQuery, { side }: Call) => listMyConnections(stores, query, side, deps.clock.now());
  const view = async (mine: MyConnection, call: Call) => {
    const { entries, partners } = await list(onlyThis(mine, call.actor.siteId), call);
    const entry = entries[0] ?? { mine, expired: false };
    return viewEntry({ ...entry, mine }, partners.of(mine));
  };
  const setPaused = async (call: Call, paused: boolean) => {
    const mine = await setConnectionPaused(deps, call.actor, param(call, 'id'), call.side, paused);
    return ok(await view(mine, call));
  };
  return Router()
    .get(
      '/connections',
      answer(async function listConnections(call) {
        const { entries, partners, next } = await list(readConnectionQuery(call.query, call.actor.siteId), call);
        const connections = entries.map((entry) => viewEntry(entry, partners.of(entry.mine)));
        return ok({ connections, next: writePlace(next) });
      }),
    )
    .post(
      '/connections/internal',
      answer(async function postInternal(call) {
        const { name } = parse(named, call.body ?? {}, 'request');
        return created(await view(await connectInternally(deps, call.actor, name), call));
      }),
    )
    .get(
      '/connections/:id',
      answer(async function getConnection(call) {
        const mine = await getMyConnection(stores, call.actor.siteId, param(call, 'id'), call.side);
        const found = await list(onlyThis(mine, call.actor.siteId), call);
        return ok((await viewFigures(stores, found))[0]);
      }),
    )
    .patch(
      '/connections/:id',
      answer(async function patchConnection(call) {
        const { name } = parse(named, call.body ?? {}, 'connection');
        const mine = await renameConnection(deps, call.actor, param(call, 'id'), name, call.side);
        return ok(await view(mine, call));
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
        return ok(await view(mine, call));
      }),
    );
};
