import base from './jest.config.mjs';

/** The trips in a real browser, against the built application. */
export default {
  ...base,
  roots: ['<rootDir>/test/journeys'],
  testPathIgnorePatterns: [],
};
