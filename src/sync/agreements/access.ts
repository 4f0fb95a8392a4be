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

/** Null: not there, or another tenant's. */
export const findMyContract = async (
  stores: Stores,
  siteId: string,
  contractId: string,
  wanted: Side | null = null,
): Promise<MyContract | null> => {
  const contract = await stores.contracts.find(contractId);
  const connection = contract && (await stores.connections.find(contract.connectionId));
  const mine = connection && asSeenBy(connection, siteId, wanted);
  return contract && mine ? { ...mine, contract } : null;
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

/** The half that the asking site may not read; null within one site. */
export const hiddenHalf = ({ contract, side, internal }: MyContract): Half | null =>
  internal ? null : contract.halves[otherSide(side)];

export const partnerSiteId = ({ connection, side }: MyConnection): string | null => connection.sites[otherSide(side)];
