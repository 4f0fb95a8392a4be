const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup/no-foreign-http.ts'],
};

/** Tests of the core need no database. For the others one real Postgres runs, cloned for each file that asks for one. */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'core',
      testMatch: ['<rootDir>/test/{core,laws}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'world',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(core|laws)/'],
      globalSetup: '<rootDir>/test/setup/start-postgres.ts',
      globalTeardown: '<rootDir>/test/setup/stop-postgres.ts',
    },
  ],
  maxWorkers: 2,
  testTimeout: 30_000,
};
