export { common } from './common';
export { preview } from './preview';
export { versions } from './versions';
export { workflow } from './workflow';
