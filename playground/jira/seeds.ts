export { acmeSeed } from './seeds/acme';
export { globexSeed } from './seeds/globex';
export { masterSeed } from './seeds/master';
