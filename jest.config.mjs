/** What opens no database has nothing to show on another one. */
const withoutDatabase = [
  'look',
  'scoring',
  'platform/(charts|documents|inspection|keys|outbound|pdf|storage|templates)',
];
const onServer = process.env.TEST_DATABASE_URL !== undefined;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['journeys', 'bench', ...(onServer ? withoutDatabase : [])].map(
    (folder) => `<rootDir>/test/${folder}/`,
  ),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts', '!src/main.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  maxWorkers: 2,
  // ES modules in test contexts are never let go: a worker starts anew before that slows it down.
  workerIdleMemoryLimit: '1GB',
};
