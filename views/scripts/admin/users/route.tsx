import { type Route } from '../routes';
import { UsersPage } from './users-page';

export const route: Route = ([area, id, tab, ...rest]) =>
  area === 'connections' && id !== undefined && tab === 'users' && rest.length === 0 ? (
    <UsersPage key={id} id={id} />
  ) : null;
