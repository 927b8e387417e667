/**
 * Shows nothing new on another database: what opens none, and what leans on a browser, files or days rather than on data.
 * So do the pages below by which people do what the API's tests do with the same services, and what walks longer trips over
 * the statements that others try there too; every route is still called, and sent what it does not expect.
 */
const sameOnServer = [
  'look/',
  'scoring/',
  'platform/(charts|documents|inspection|keys|outbound|pdf|storage|templates)/',
  'platform/(compact-ids|csv|jobs/worker|mail/delivery|mail/faults|mail/letter-templates|sweeps/sweeps|turns|xlsx)',
  'api/(openapi|whole-trip)',
  'attacks/(band-ends|refusals|ten-years)',
  'assessments/(answering/rules|changes/rounds|cycles/(prefill|years)|leaning/|overrides/)',
  'assessments/(assessments.api|questions-for-score|rescoring|rules|same-input|states|trip)',
  'audits/(audit-parts|freshness|pages)',
  'cli/(backup-between|backup-killed|backup-tampered|cli|keys-rotate|signing)',
  'evidence/(evidence.pages|freshness|full-disk|held-open|hostile-files|killed|likeness/|previews)',
  'faults/',
  'findings/(due-dates|gaps|longest|states)',
  'identity/(browser-name|network|pages|password-links|sessions|set-up|sign-in-limits|tokens|users)',
  'incidents/(advisories/reading|answer-word|outreach|standing)',
  'dossiers/(checking|formats|incident|odd-facts)',
  'journal/(chain|rewriting|signed-note|tampering|tree/)',
  'offboarding/offboarding.pages',
  'obligations/(audits-and-evidence|calendar.test|cycles-end|reassessment-rule|reconcile|submission-changes)',
  'pages/',
  'portal/(files|hostile-text|links|pages|remediation|scripts)',
  'questionnaires/(answer-|built-in|check-definition|condition|expectation|text-hash|words)',
  'questionnaires/questionnaires.pages',
  'reminders/(every-zone|rules)',
  'reports/',
  'sample/',
  'supply-chain/(imports/inventory-reader|reading|versions)',
  'webhooks/(kills|old-deliveries|pages|retries|rules)',
];
const onServer = process.env.TEST_DATABASE_URL !== undefined && !process.env.TEST_KILLS;

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/shared-environment.cjs',
  // They declare jobs, sweeps and entities of their own, which an application started in the same world would look for.
  testEnvironmentOptions: { alone: ['/test/platform/'] },
  runtime: '<rootDir>/test/support/shared-runtime.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['journeys/', 'bench/', ...(onServer ? sameOnServer : [])].map(
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
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  // Only what hangs is ended: how long the rest takes says more of the machine.
  testTimeout: 240_000,
  collectCoverageFrom: ['src/**/*.ts', '!src/main.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  maxWorkers: 2,
  // What the tests of test/platform load is never let go: a worker starts anew before that slows it down.
  workerIdleMemoryLimit: '2GB',
};
