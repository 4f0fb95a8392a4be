import { type Connection, type Contract } from '../../host/api-types';
import { isOver } from '../overview/connection-state';

/** Nothing can flow under it any more: it is read, kept elsewhere, or deleted. */
export const isClosed = ({ partner }: Pick<Contract, 'partner'>, connection: Connection): boolean =>
  partner.removed || isOver(connection);
