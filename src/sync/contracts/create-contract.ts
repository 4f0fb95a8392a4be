import { type Contract, perSide, type Side } from '../../core/model';
import {
  type Actor,
  type AgreementDeps,
  demandActive,
  getMyConnection,
  type MyConnection,
  type MyContract,
} from '../agreements';
import { noteShared } from '../agreements/note';
import { type Stores } from '../ports';

/** For use inside a transaction. */
export const insertContract = async (
  stores: Stores,
  deps: AgreementDeps,
  actor: Actor,
  mine: MyConnection,
  name: string,
): Promise<MyContract> => {
  demandActive(mine.connection);
  const contract: Contract = {
    id: deps.ids.next(),
    connectionId: mine.connection.id,
    name,
    halves: perSide(() => null),
    enabled: perSide(() => false),
    enabledAt: perSide(() => null),
    removedAt: perSide(() => null),
    versions: perSide(() => 0),
  };
  await stores.contracts.insert(contract);
  await noteShared(stores, deps.clock, actor, mine, {
    kind: 'contract-created',
    text: `The contract "${name}" was created.`,
    contractId: contract.id,
  });
  return { ...mine, contract };
};

/** An empty contract; each side then writes its half. */
export const createContract = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  name: string,
  side: Side | null,
): Promise<MyContract> =>
  deps.database.transact(async (stores) =>
    insertContract(stores, deps, actor, await getMyConnection(stores, actor.siteId, connectionId, side), name),
  );
