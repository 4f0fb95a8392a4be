import { standard } from '../codec';
import { manyLabels } from './labelled';

/** Multi select and checkboxes. */
export const options = manyLabels({
  type: 'options',
  key: 'value',
  systems: [],
  customs: standard('multiselect', 'multicheckboxes'),
});
