#!/usr/bin/env node
// npm run migration:new -- add-something: the next file of the one history, later than every other.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const [name] = process.argv.slice(2);
if (!/^[a-z][a-z0-9-]+$/.test(name ?? '')) {
  console.error(
    'Say what it does, in lower case with dashes: npm run migration:new -- add-something',
  );
  process.exit(1);
}
const files = readdirSync('migrations').filter((file) => /^\d{4}-/.test(file));
const last = Math.max(...files.map((file) => Number(file.slice(0, 4))));
const stamps = files.map(
  (file) => readFileSync(`migrations/${file}`, 'utf8').match(/class \w+?(\d{13})/)[1],
);
const stamp = Math.max(Date.now(), ...stamps.map((taken) => Number(taken) + 1));
const words = name.split('-').map((word) => word[0].toUpperCase() + word.slice(1));
const file = `migrations/${last + 100}-${name}.ts`;

writeFileSync(
  file,
  `import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class ${words.join('')}${stamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, run } = schema(runner);
    await run(\`CREATE TABLE … (id \${id} PRIMARY KEY)\`);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
`,
);
console.log(`${file} is written. Add its class at the end of migrations/index.ts.`);
