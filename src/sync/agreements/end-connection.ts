import { type Side, SIDES } from '../../core/model';
import { endWork } from '../bulk/agreed';
import { type Stores } from '../ports';
import { demandActive, getMyConnection, type MyConnection } from './access';
import { type Actor, type AgreementDeps, announceContracts } from './acting';
import { noteShared } from './note';
import { siteName } from './site-name';

/** A run that rests has no lane that would find out. */
const disableAll = async (stores: Stores, connectionId: string, at: Date): Promise<void> => {
  for (const contract of await stores.contracts.listForConnection(connectionId)) {
    for (const side of SIDES) await stores.contracts.setEnabled(contract.id, side, false, at.toISOString());
    await endWork(stores, contract.id, at);
  }
};

/** Either side ends it alone and for good: every contract stops, what was synced stays where it is, all stays readable. */
export const endConnection = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  side: Side | null,
): Promise<MyConnection> => {
  const mine = await deps.database.transact(async (stores) => {
    await stores.connections.lock(connectionId);
    const found = await getMyConnection(stores, actor.siteId, connectionId, side);
    demandActive(found.connection);
    const connection = { ...found.connection, state: 'ended' as const };
    await stores.connections.save(connection);
    await disableAll(stores, connectionId, deps.clock.now());
    const site = await stores.sites.get(actor.siteId);
    await noteShared(stores, deps.clock, actor, found, {
      kind: 'connection-ended',
      text: `${siteName(site)} ended the connection "${connection.name}". Nothing is exchanged any more.`,
    });
    return { ...found, connection };
  });
  await announceContracts(deps, connectionId);
  return mine;
};
