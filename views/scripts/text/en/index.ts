export { common } from './common';
export { conflicts } from './conflicts';
export { panel } from './panel';
export { preview } from './preview';
export { problems } from './problems';
export { project } from './project';
export { versions } from './versions';
export { workflow } from './workflow';
