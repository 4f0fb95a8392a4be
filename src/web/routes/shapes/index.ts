export * from './closest';
export * from './depth';
export * from './faults';
export * from './parse';
export * from './path';
export * from './plain-json';
export * from './shapes';
