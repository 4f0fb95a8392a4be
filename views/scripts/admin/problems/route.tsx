import { type Route } from '../routes';
import { ProblemsPage } from './problems-page';

export const route: Route = ([area, ...rest]) => (area === 'problems' && rest.length === 0 ? <ProblemsPage /> : null);
