const shared = {
  testEnvironment: '<rootDir>/test/setup/environment.ts',
  // With the packages, not in the system's folder: it goes with them, and no other checkout has a part in it.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup/no-foreign-http.ts'],
};

const world = {
  ...shared,
  globalSetup: '<rootDir>/test/setup/start-world.ts',
  globalTeardown: '<rootDir>/test/setup/stop-world.ts',
};

/**
 * Tests of the core need no database. For the others one real Postgres runs, cloned for each file that asks for one, and the
 * pages are built. Those in a browser are a project of their own: `npx jest --selectProjects browser`.
 */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'core',
      testMatch: ['<rootDir>/test/{core,laws}/**/*.test.ts'],
    },
    {
      ...world,
      displayName: 'world',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(core|laws|browser)/'],
    },
    {
      ...world,
      globalSetup: '<rootDir>/test/setup/start-browser.ts',
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, '<rootDir>/test/setup/slow.ts'],
    },
  ],
  maxWorkers: 2,
  testTimeout: 30_000,
};
