import { manyLabels } from './labelled';

export const components = manyLabels({ type: 'components', key: 'name', systems: ['components'], customs: [] });
