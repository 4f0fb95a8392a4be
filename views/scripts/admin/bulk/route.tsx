import { type Route } from '../routes';
import { BulkPage } from './bulk-page';

export const route: Route = ([area, id, tab, ...rest]) =>
  area === 'contracts' && id !== undefined && tab === 'bulk' && rest.length === 0 ? <BulkPage id={id} /> : null;
