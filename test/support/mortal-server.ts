import type { AddressInfo } from 'node:net';
import { createAssay } from '../../src/assay.js';
import { Clock } from '../../src/platform/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { Blobs } from '../../src/platform/storage/index.js';

/**
 * A server on the folder of the first argument that is gone, as by kill -9, at the step of the second: around every transaction
 * and every stored file. Steps count once it is told `count`, or from its start where the third is `start`; a fourth is the
 * moment at which its clock starts.
 */
const [folder = '', step = '0', from = 'told', moment = ''] = process.argv.slice(2);

class MovedClock extends Clock {
  private readonly by = moment === '' ? 0 : Date.parse(moment) - Date.now();

  protected override read(): Date {
    return new Date(Date.now() + this.by);
  }
}

const config = readConfig({ ASSAY_LOG_LEVEL: 'silent', ...settings(), ASSAY_DATA: folder });
const app = await createAssay(config, new MovedClock());
const database = app.get(Database);
const blobs = app.get(Blobs);
let steps = 0;
let counting = from === 'start';

function mayDie(): void {
  if (!counting) return;
  steps += 1;
  if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
}

const put = blobs.put.bind(blobs);
blobs.put = async (content) => {
  mayDie();
  const stored = await put(content);
  mayDie();
  return stored;
};
const remove = blobs.remove.bind(blobs);
blobs.remove = async (name) => {
  mayDie();
  await remove(name);
};
const transaction = database.transaction.bind(database);
database.transaction = async (work) => {
  if (database.inTransaction) return transaction(work);
  mayDie();
  const result = await transaction(async () => {
    const done = await work();
    mayDie();
    return done;
  });
  mayDie();
  return result;
};

await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address() as AddressInfo;
console.log(`port ${port}`);
process.stdin.on('data', (line: Buffer) => {
  if (line.toString().includes('steps')) console.log(`steps ${steps}`);
  if (!line.toString().includes('count')) return;
  counting = true;
  console.log('counting');
});

function settings(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name.startsWith('ASSAY_')),
  );
}
