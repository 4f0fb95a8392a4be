import { standard } from '../codec';
import { manyLabels } from './labelled';

/** Affected and fix versions, and the picker for several. */
export const versions = manyLabels({
  type: 'versions',
  key: 'name',
  systems: ['versions', 'fixVersions'],
  customs: standard('multiversion'),
});
