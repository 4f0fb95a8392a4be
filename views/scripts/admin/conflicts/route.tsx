import { type Route } from '../routes';
import { ConflictsPage } from './conflicts-page';

export const route: Route = ([area, ...rest]) => (area === 'conflicts' && rest.length === 0 ? <ConflictsPage /> : null);
