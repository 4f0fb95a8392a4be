import { standard } from '../codec';
import { oneLabel } from './labelled';

/** The picker for a single version. */
export const version = oneLabel({ type: 'version', key: 'name', systems: [], customs: standard('version') });
