import { type Connection, perSide } from '../../core/model';
import { type MyConnection } from './access';
import { type Actor, type AgreementDeps } from './acting';
import { noteShared } from './note';

/** A connection whose two sides are one site (two projects). Nobody else has to agree, so it is active at once. */
export const connectInternally = async (deps: AgreementDeps, actor: Actor, name: string): Promise<MyConnection> => {
  const connection: Connection = {
    id: deps.ids.next(),
    name,
    sites: perSide(() => actor.siteId),
    state: 'active',
    paused: perSide(() => false),
    createdAt: deps.clock.now().toISOString(),
  };
  const mine: MyConnection = { connection, side: 'master', internal: true };
  await deps.database.transact(async (stores) => {
    await stores.connections.insert(connection);
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'connection-made',
      text: `The internal connection "${name}" was made.`,
    });
  });
  return mine;
};
