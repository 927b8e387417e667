#!/usr/bin/env node
// One command from a fresh clone: installs what the lockfile names, builds, then runs what was asked for.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { small } from './small.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

// With more room for young objects, a tenth less time goes into tidying up after each application that a test starts.
const jest = [
  ...['--max-semi-space-size=64', '--experimental-vm-modules', '--no-warnings'],
  'node_modules/jest/bin/jest.js',
];

/** Whether it needs the build, and what node is given. */
const commands = {
  start: [true, 'dist/src/main.js'],
  'start:small': [true, ...small, 'dist/src/main.js'],
  demo: [true, 'dist/src/main.js', '--demo'],
  assay: [true, 'dist/src/cli.js'],
  backup: [true, 'dist/src/cli.js', 'backup'],
  restore: [true, 'dist/src/cli.js', 'restore'],
  bench: [true, 'test/bench/run.mjs'],
  test: [false, ...jest],
  'test:postgres': [false, ...jest],
  journey: [true, ...jest, '--config', 'jest.journeys.config.mjs'],
};

const [verb = 'start', ...rest] = process.argv.slice(2);
const command = commands[verb];
if (!command) fail(`Unknown: ${verb}. Known: ${Object.keys(commands).join(', ')}.`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Assay needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

if (verb === 'test') delete process.env.TEST_DATABASE_URL;
if (verb === 'test:postgres' && !process.env.TEST_DATABASE_URL) {
  fail(
    'Name a server that may create databases: TEST_DATABASE_URL=postgres://user@host:port/postgres',
  );
}

const [built, ...args] = command;
if (!installed()) {
  console.log('Installing what the lockfile names: a minute or two …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}
if (built) {
  once('dist/.assay-built', ['src', 'migrations', 'tsconfig.json'], 'Building …', () =>
    run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build']),
  );
}
process.exitCode = run(process.execPath, [...args, ...rest], true);

/** npm writes its own list at the end of an install: it is older than the lockfile once that has changed. */
function installed() {
  const list = 'node_modules/.package-lock.json';
  return existsSync(list) && statSync(list).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

/** Does the work unless the same inputs were seen at its end the last time. */
function once(marker, inputs, say, work) {
  const state = fingerprint(inputs);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === state) return;
  console.log(say);
  work();
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, state);
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesOf)) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function run(program, args, last = false) {
  const { status, signal, error } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (error) fail(error.message);
  if (last) return signal ? 0 : (status ?? 1);
  if (status !== 0) process.exit(status ?? 1);
  return 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
