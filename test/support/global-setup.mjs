import 'reflect-metadata';
import { compileChildren } from './compile-children.mjs';

let pattern;

export default async function globalSetup() {
  process.env.TZ = 'UTC';
  compileChildren();
  const { makePattern } = await import('../../dist/children/test/support/pattern.js');
  pattern = await makePattern();
  const { folder, name } = pattern;
  process.env.TEST_DATABASE_PATTERN = JSON.stringify({ folder, name });
}

/** The other end of it, for global-teardown.mjs. */
export const removePattern = () => pattern?.remove();
