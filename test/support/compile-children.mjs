import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import jest from '../../jest.config.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [, options] = Object.values(jest.transform)[0];

/** Puts our TypeScript below dist/children/ as plain Node runs it, for processes that a test starts and kills. */
export function compileChildren() {
  for (const place of ['src', 'migrations', 'test']) {
    const listed = readdirSync(join(root, place), { recursive: true, withFileTypes: true });
    for (const { name, parentPath } of listed) {
      if (/\.test\.ts$|\.d\.ts$/.test(name) || !/\.m?[tj]s$/.test(name)) continue;
      compile(join(parentPath, name));
    }
  }
}

function compile(file) {
  const made = join(root, 'dist/children', file.slice(root.length).replace(/\.ts$/, '.js'));
  if (newer(made, file)) return;
  mkdirSync(dirname(made), { recursive: true });
  if (!file.endsWith('.ts')) return copyFileSync(file, made);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    ...options,
    filename: file,
    swcrc: false,
  });
  writeFileSync(made, code);
}

function newer(made, file) {
  const { mtimeMs } = statSync(made, { throwIfNoEntry: false }) ?? {};
  return mtimeMs !== undefined && mtimeMs > statSync(file).mtimeMs;
}
