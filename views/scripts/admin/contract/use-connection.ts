import { type Connection, type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { type Loaded, useLoad } from '../../host/load';

/** As last seen, so that the tabs of a contract do not wait for it again. */
const seen = new Map<string, Connection>();

/** The connection that the contract belongs to; it decides whether anything can be changed. */
export const useConnection = ({ connectionId }: Contract): Loaded<Connection> => {
  const load = async (): Promise<Connection> => {
    const connection = await get<Connection>(`/connections/${encodeURIComponent(connectionId)}`);
    seen.set(connectionId, connection);
    return connection;
  };
  const loaded = useLoad(load, [connectionId]);
  return { ...loaded, data: loaded.data ?? seen.get(connectionId) ?? null };
};
