export * from './half';
export * from './link';
export * from './snapshot';
export * from './value';
