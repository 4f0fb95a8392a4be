import { standard } from '../codec';
import { oneLabel } from './labelled';

/** Single select and radio buttons. */
export const option = oneLabel({
  type: 'option',
  key: 'value',
  systems: [],
  customs: standard('select', 'radiobuttons'),
});
