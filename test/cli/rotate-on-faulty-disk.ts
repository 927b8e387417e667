// A child process of keys-rotate-killed.test.ts: changes the master key, or the one that signs, and is killed before its step STEP.
import { writeSync } from 'node:fs';
import { watchDisk } from '../support/faulty-disk.js';

const [step = '0', which = 'master'] = process.argv.slice(2);
const folder = String(process.env['ASSAY_DATA']);
let left = Number(step);
/** The folders are there and nothing is left over: these two would change nothing. */
const idle = ['make folder', 'remove'];
const before = (name: string): void => {
  if (idle.includes(name)) return;
  left -= 1;
  if (left > 0) return;
  writeSync(1, name);
  process.kill(process.pid, 'SIGKILL');
};
watchDisk(folder, before);
const { readConfig } = await import('../../src/platform/config/index.js');
const { Database } = await import('../../src/platform/database/index.js');
const { rotateKeys } = await import('../../src/cli/rotate-keys.js');
const { rotateSigning } = await import('../../src/cli/rotate-signing.js');
const { withDatabase } = await import('../../src/cli/with-database.js');
await import('../../src/platform/mail/index.js');

const transaction = Object.getOwnPropertyDescriptor(Database.prototype, 'transaction')
  ?.value as typeof Database.prototype.transaction;
Database.prototype.transaction = async function <T>(work: () => Promise<T>): Promise<T> {
  before('transaction');
  const result = await transaction.call(this, work);
  before('after the transaction');
  return result as T;
};

const terminal = { say: () => undefined, complain: console.error };
const rotateMaster = () =>
  withDatabase(readConfig(), terminal, 'alone', (database) =>
    rotateKeys(database, folder, terminal, false),
  );
process.exitCode = await (which === 'signing'
  ? rotateSigning(readConfig(), terminal)
  : rotateMaster());
