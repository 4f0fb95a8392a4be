import { oneLabel } from './labelled';

export const resolution = oneLabel({ type: 'resolution', key: 'name', systems: ['resolution'], customs: [] });
