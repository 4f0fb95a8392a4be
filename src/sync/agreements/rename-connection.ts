import { type Side } from '../../core/model';
import { demandActive, getMyConnection, type MyConnection } from './access';
import { type Actor, type AgreementDeps } from './acting';
import { noteShared } from './note';

/** The name belongs to both sides; either may change it, and both can read that it was changed. */
export const renameConnection = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  name: string,
  side: Side | null,
): Promise<MyConnection> =>
  deps.database.transact(async (stores) => {
    await stores.connections.lock(connectionId);
    const mine = await getMyConnection(stores, actor.siteId, connectionId, side);
    demandActive(mine.connection);
    if (mine.connection.name === name) return mine;
    const connection = { ...mine.connection, name };
    await stores.connections.save(connection);
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'connection-renamed',
      text: `The connection "${mine.connection.name}" is called "${name}" now.`,
    });
    return { ...mine, connection };
  });
