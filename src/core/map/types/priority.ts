import { oneLabel } from './labelled';

export const priority = oneLabel({ type: 'priority', key: 'name', systems: ['priority'], customs: [] });
