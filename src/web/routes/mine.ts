import { type Side } from '../../core/model';
import { asSeenBy, hasPart, type MyContract } from '../../sync/agreements';
import { type Stores } from '../../sync/ports';

/** Every contract that the site has a part in, by id, with the side that it takes. */
export const listMyContracts = async (
  stores: Stores,
  siteId: string,
  side: Side | null,
): Promise<ReadonlyMap<string, MyContract>> => {
  const found = await stores.connections.listForSite(siteId);
  const connections = new Map(
    found.flatMap((connection) => {
      const mine = asSeenBy(connection, siteId, side);
      return mine ? [[connection.id, mine] as const] : [];
    }),
  );
  const contracts = await stores.contracts.listForConnections([...connections.keys()]);
  return new Map(
    contracts.flatMap((contract) => {
      const mine = connections.get(contract.connectionId);
      return mine && hasPart(mine, contract) ? [[contract.id, { ...mine, contract }] as const] : [];
    }),
  );
};
