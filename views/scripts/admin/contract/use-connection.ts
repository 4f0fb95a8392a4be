import { type Connection, type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';

/** The connection that the contract belongs to; null while it is not known. */
export const useConnection = ({ connectionId }: Contract): Connection | null =>
  useLoad(() => get<Connection>(`/connections/${encodeURIComponent(connectionId)}`), [connectionId]).data;
