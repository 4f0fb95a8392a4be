export { common } from './common';
export { panel } from './panel';
export { preview } from './preview';
export { project } from './project';
export { versions } from './versions';
export { workflow } from './workflow';
