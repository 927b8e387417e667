import SqliteFile from 'better-sqlite3';
import { createInterface } from 'node:readline';
import { createAssay } from '../../src/assay.js';
import { Reminders } from '../../src/obligations/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { JobWorker } from '../../src/platform/jobs/index.js';
import { TestClock } from '../support/clock.js';

/*
 * The real server, as a process that a test may kill. Told `run <instant>`, it reminds everybody as at that instant
 * and sends the letters; told `run <instant> <n>`, it kills itself before the n-th statement that writes.
 */
let armed = Infinity;
let written = 0;

interface Preparing {
  prepare(text: string): SqliteFile.Statement;
}
const { prepare } = SqliteFile.prototype as unknown as Preparing;
Object.assign(SqliteFile.prototype, {
  prepare(this: SqliteFile.Database, text: string) {
    const statement = prepare.call(this, text);
    if (!/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(text)) return statement;
    for (const way of ['run', 'all', 'get'] as const) {
      const plain = statement[way].bind(statement);
      Object.assign(statement, {
        [way]: (...values: unknown[]): unknown => {
          written += 1;
          if (written >= armed) process.kill(process.pid, 'SIGKILL');
          return plain(...values);
        },
      });
    }
    return statement;
  },
});

const clock = new TestClock();
const app = await createAssay(readConfig(), clock);
await app.init();
const worker = app.get(JobWorker);
console.log('ready');

for await (const line of createInterface({ input: process.stdin })) {
  const [word, instant = '', kill] = line.split(' ');
  if (word === 'end') break;
  clock.set(instant);
  written = 0;
  armed = kill === undefined ? Infinity : Number(kill);
  const figures = await app.get(Reminders, { strict: false }).run();
  worker.look();
  await worker.idle();
  armed = Infinity;
  console.log(`done ${instant} ${written} ${JSON.stringify(figures)}`);
}
await app.close();
process.exit(0);
