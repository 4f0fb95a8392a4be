import { type Route } from '../routes';
import { ActivityPage } from './activity-page';

export const route: Route = ([area, ...rest]) => (area === 'activity' ? <ActivityPage place={rest} /> : null);
