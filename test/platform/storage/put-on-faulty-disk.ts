// A child process of faults.test.ts: put-on-faulty-disk.ts FOLDER kill STEP | FOLDER fail
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { watchDisk } from '../../support/faulty-disk.js';

const [folder = '', mode = '', step = '0'] = process.argv.slice(2);
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

let left = Number.POSITIVE_INFINITY;
/** Which steps are counted: every one where it is empty. */
let only = '';
const steps = new Set<string>();
let fail: () => void = () => process.kill(process.pid, 'SIGKILL');
watchDisk(folder, (name) => {
  steps.add(name);
  if (only && name !== only) return;
  left -= 1;
  if (left === 0) fail();
});
const { Clock } = await import('../../../src/platform/clock.js');
// Not by the index: it is started some twenty times, and would load Nest and TypeORM each time.
const { MasterKey } = await import('../../../src/platform/keys/master-key.js');
const { Blobs } = await import('../../../src/platform/storage/blobs.js');
const { DiskStore } = await import('../../../src/platform/storage/disk-store.js');

const blobs = new Blobs(
  new DiskStore(join(folder, 'blobs'), new Clock()),
  new MasterKey(readFileSync(join(folder, 'key'))),
);
const put = async (bytes: number): Promise<void> => {
  const content = randomBytes(bytes);
  const { name } = await blobs.put(content);
  say({ acknowledged: name, sha256: createHash('sha256').update(content).digest('hex') });
};
/** Three batches. */
const large = 2_500_000;

await put(70_000);
if (mode === 'kill') {
  left = Number(step);
  await put(large);
  await put(0);
} else {
  // Names are random: where the folder is there already, fewer steps are taken, so each kind is counted for itself.
  const kinds = [...steps];
  for (const code of ['ENOSPC', 'EIO']) {
    for (only of kinds) {
      for (let at = 1; ; at += 1) {
        let failed = false;
        fail = () => {
          failed = true;
          throw Object.assign(new Error(`${code}: the disk says no`), { code });
        };
        left = at;
        let outcome = 'stored';
        try {
          await put(large);
        } catch (error) {
          const { name, message } = error as Error;
          outcome = `${name}: ${message}`;
        }
        left = Number.POSITIVE_INFINITY;
        if (!failed) break;
        const incoming = readdirSync(join(folder, 'blobs/incoming'));
        say({ code, step: only, outcome, incoming });
      }
    }
  }
}
