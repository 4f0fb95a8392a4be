export { checkHalf } from './check-half';
export { type Fault, type LiveHalf } from './live';
