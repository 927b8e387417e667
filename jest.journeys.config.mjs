import base from './jest.config.mjs';

/** The trips in a real browser, against the built application. */
export default {
  ...base,
  roots: ['<rootDir>/test/journeys'],
  testPathIgnorePatterns: [],
  // One of the trips waits up to a minute for a reminder, and is the third by size.
  maxWorkers: 3,
};
