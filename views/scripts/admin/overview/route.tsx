import { type Route } from '../routes';
import { OverviewPage } from './overview-page';

export const route: Route = (place) => (place.length === 0 ? <OverviewPage /> : null);
