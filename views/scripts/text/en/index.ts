export { common } from './common';
export { panel } from './panel';
export { preview } from './preview';
export { versions } from './versions';
export { workflow } from './workflow';
