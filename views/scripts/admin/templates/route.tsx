import { type Route } from '../routes';
import { TemplatesPage } from './templates-page';

export const route: Route = ([area, ...rest]) => (area === 'templates' && rest.length === 0 ? <TemplatesPage /> : null);
