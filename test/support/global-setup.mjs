import { compileChildren } from './compile-children.mjs';

export default function globalSetup() {
  process.env.TZ = 'UTC';
  compileChildren();
}
