import type { AddressInfo } from 'node:net';
import { createAssay } from '../../src/assay.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { Blobs } from '../../src/platform/storage/index.js';

/** A server on the folder of the first argument that is gone, as by kill -9, at the step of the second. */
const [folder = '', step = '0'] = process.argv.slice(2);
const app = await createAssay(readConfig({ ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'silent' }));
const database = app.get(Database);
const blobs = app.get(Blobs);
let steps = 0;
let counting = false;

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
  if (line.toString().includes('count')) {
    counting = true;
    console.log('counting');
  }
});
