/** What opens no database, or leans on a browser, files or days rather than on data, shows nothing new on another one. */
const withoutDatabase = [
  'look/',
  'scoring/',
  'platform/(charts|documents|inspection|keys|outbound|pdf|storage|templates)/',
  'audits/freshness',
  'evidence/(full-disk|hostile-files|killed)',
  'pages/hostile-text',
  'portal/(hostile-text|scripts)',
  'reminders/every-zone',
];
const onServer = process.env.TEST_DATABASE_URL !== undefined;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['journeys/', 'bench/', ...(onServer ? withoutDatabase : [])].map(
    (place) => `<rootDir>/test/${place}`,
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
