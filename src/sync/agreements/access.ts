import { type Connection, type Contract, type Half, otherSide, type Side, SIDES } from '../../core/model';
import { type Stores } from '../ports';
import { noSuch, Refusal } from './refusal';

/** A connection as one of its sites stands in it. */
export interface MyConnection {
  readonly connection: Connection;
  readonly side: Side;
  /** Both sides are the same site. */
  readonly internal: boolean;
}

export interface MyContract extends MyConnection {
  readonly contract: Contract;
}

/** On which side the site stands; `wanted` chooses only where both are the same site. Null: not its connection. */
export const sideOf = (connection: Connection, siteId: string, wanted: Side | null): Side | null => {
  const mine = SIDES.filter((side) => connection.sites[side] === siteId);
  if (mine.length === 2) return wanted ?? 'master';
  return mine[0] ?? null;
};

export const isInternal = ({ sites }: Connection): boolean => sites.master !== null && sites.master === sites.provider;

export const asSeenBy = (connection: Connection, siteId: string, wanted: Side | null): MyConnection | null => {
  const side = sideOf(connection, siteId, wanted);
  return side && { connection, side, internal: isInternal(connection) };
};

/** Throws the same refusal for "not there" and "another tenant's". */
export const getMyConnection = async (
  stores: Stores,
  siteId: string,
  connectionId: string,
  wanted: Side | null = null,
): Promise<MyConnection> => {
  const connection = await stores.connections.find(connectionId);
  const mine = connection && asSeenBy(connection, siteId, wanted);
  if (!mine) throw noSuch('connection');
  return mine;
};

/** Whether the contract is still there for the side: a site that removed its half has no part in it any more. */
export const hasPart = ({ side, internal }: MyConnection, { removedAt }: Contract): boolean =>
  internal ? SIDES.some((each) => removedAt[each] === null) : removedAt[side] === null;

/** Contracts of the connection that are still there for this side. */
export const listPartsOf = async (stores: Stores, mine: MyConnection): Promise<readonly Contract[]> =>
  (await stores.contracts.listForConnection(mine.connection.id)).filter((contract) => hasPart(mine, contract));

/** Null: not there, another tenant's, or removed by this side. */
export const findMyContract = async (
  stores: Stores,
  siteId: string,
  contractId: string,
  wanted: Side | null = null,
): Promise<MyContract | null> => {
  const contract = await stores.contracts.find(contractId);
  const connection = contract && (await stores.connections.find(contract.connectionId));
  const mine = connection && asSeenBy(connection, siteId, wanted);
  return contract && mine && hasPart(mine, contract) ? { ...mine, contract } : null;
};

export const getMyContract = async (
  stores: Stores,
  siteId: string,
  contractId: string,
  wanted: Side | null = null,
): Promise<MyContract> => {
  const mine = await findMyContract(stores, siteId, contractId, wanted);
  if (!mine) throw noSuch('contract');
  return mine;
};

/** Changes are for connections that both sites agreed to and none has ended. */
export const demandActive = ({ state, name }: Connection): void => {
  if (state === 'active') return;
  if (state === 'invited') {
    throw new Refusal(
      'conflict',
      'connection-not-accepted',
      `The invitation to "${name}" was not accepted yet.`,
      'Wait until an admin of the other site has accepted it.',
    );
  }
  throw new Refusal(
    'conflict',
    'connection-over',
    `The connection "${name}" is over (${state}). It can be read, not changed.`,
    'Make a new connection by a new invitation.',
  );
};

export const partnerRemoved = ({ contract, side }: MyContract): boolean => contract.removedAt[otherSide(side)] !== null;

/** Whether issues can be kept in step under it at all: both sites agreed, and both still have their half. */
export const isLive = (mine: MyContract): boolean => mine.connection.state === 'active' && !partnerRemoved(mine);

/** For what needs both sides. The own half can still be read, saved, exported and removed. */
export const demandBothSides = (mine: MyContract): void => {
  demandActive(mine.connection);
  if (!partnerRemoved(mine)) return;
  throw new Refusal(
    'conflict',
    'partner-removed',
    `The partner removed its side of "${mine.contract.name}". Nothing flows under it any more.`,
    'Remove your side as well, or make a new contract. Export your side first to use it again.',
  );
};

/** The half that the asking site may not read; null within one site. */
export const hiddenHalf = ({ contract, side, internal }: MyContract): Half | null =>
  internal ? null : contract.halves[otherSide(side)];

export const partnerSiteId = ({ connection, side }: MyConnection): string | null => connection.sites[otherSide(side)];
