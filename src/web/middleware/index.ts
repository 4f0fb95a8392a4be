export * from './authenticate';
export * from './caller';
export * from './http-error';
export * from './require-admin';
export * from './route';
export * from './validate';
