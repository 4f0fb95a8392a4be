import { type Side, withSide } from '../../core/model';
import { demandActive, getMyConnection, type MyConnection } from './access';
import { type Actor, type AgreementDeps, announceContracts } from './acting';
import { noteShared } from './note';
import { siteName } from './site-name';

/** Sets this side's own pause. The other side's stays: the flow runs only when neither has paused. */
export const setConnectionPaused = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  side: Side | null,
  paused: boolean,
): Promise<MyConnection> => {
  const mine = await deps.database.transact(async (stores) => {
    await stores.connections.lock(connectionId);
    const found = await getMyConnection(stores, actor.siteId, connectionId, side);
    demandActive(found.connection);
    if (found.connection.paused[found.side] === paused) return found;
    const connection = { ...found.connection, paused: withSide(found.connection.paused, found.side, paused) };
    await stores.connections.save(connection);
    const site = await stores.sites.get(actor.siteId);
    await noteShared(stores, deps.clock, actor, found, {
      kind: paused ? 'connection-paused' : 'connection-resumed',
      text: `${siteName(site)} ${paused ? 'paused' : 'resumed'} the connection "${connection.name}".`,
    });
    return { ...found, connection };
  });
  await announceContracts(deps, connectionId);
  return mine;
};
