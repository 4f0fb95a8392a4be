import { type Connection, type Contract, type Side } from '../../core/model';
import { asSeenBy, hasPart, type MyContract } from '../../sync/agreements';
import { type Stores } from '../../sync/ports';

/** Every contract that the site has a part in, by id, with the side that it takes. */
export const listMyContracts = async (
  stores: Stores,
  siteId: string,
  side: Side | null,
): Promise<ReadonlyMap<string, MyContract>> => {
  const connections = await stores.connections.listForSite(siteId);
  const lists = await Promise.all(connections.map((each) => stores.contracts.listForConnection(each.id)));
  const entry = (connection: Connection, contract: Contract): [string, MyContract][] => {
    const mine = asSeenBy(connection, siteId, side);
    return mine && hasPart(mine, contract) ? [[contract.id, { ...mine, contract }]] : [];
  };
  return new Map(
    connections.flatMap((connection, index) => (lists[index] ?? []).flatMap((contract) => entry(connection, contract))),
  );
};
