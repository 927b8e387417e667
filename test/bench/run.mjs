// Measures the product beside the floor it stands on, in the same run: npm run bench -- [work …] [--vendors …] [--quick]
import { existsSync } from 'node:fs';
import { Built } from './built.mjs';
import { readOptions } from './options.mjs';
import { isWithin, tableOf } from './table.mjs';

const works = [
  'list',
  'guards',
  'autosave',
  'transaction',
  'scoring',
  'compare',
  'review',
  'tools',
  'pdf',
  'files',
  'sweep',
  'exposure',
  'reminders',
  'imports',
  'journal',
  'rotation',
  'keeping',
  'dossiers',
  'start',
];

try {
  const options = readOptions(process.argv.slice(2));
  const built = new Built(options.build);
  if (!existsSync(built.path('src/main.js')))
    throw new Error(`Nothing is built in ${options.build}.`);
  const unknown = options.names.filter((name) => !works.includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown: ${unknown.join(', ')}. Known: ${works.join(', ')}.`);
  await run(options.names.length > 0 ? options.names : works, { ...options, built });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}

async function run(names, options) {
  const started = performance.now();
  const rows = [];
  for (const name of names) {
    const { about, measure } = await import(`./works/${name}.mjs`);
    console.log(`${name}: ${about} …`);
    try {
      rows.push(...(await measure(options)));
    } catch (error) {
      console.log(`  not measured: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (rows.length > 0) console.log(`\n${tableOf(rows)}\n`);
  const over = rows.filter((row) => isWithin(row) === false);
  for (const { work, size } of over) {
    console.log(
      `Over budget: ${work}${size === undefined ? '' : `, ${size.toLocaleString('en')}`}.`,
    );
  }
  if (over.length === 0 && rows.length > 0)
    console.log('Everything measured is within its budget.');
  console.log(`Took ${Math.round((performance.now() - started) / 1_000)} s.`);
}
