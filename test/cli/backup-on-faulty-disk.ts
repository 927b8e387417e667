// A child process of backup-killed.test.ts: backs up to, or restores from FOLDER. WHAT is `kill`: it is gone before the step
// FROM; or the code of an error, which the disk gives at the step FROM, and again and again APART steps later, until none is left.
import Sqlite from 'better-sqlite3';
import { existsSync, readdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { watchDisk } from '../support/faulty-disk.js';

const [verb = '', folder = '', what = '', from = '0', apart = '1'] = process.argv.slice(2);
const data = String(process.env['ASSAY_DATA']);
let left = Number(from);
let counting = true;
const before = (step: string): void => {
  if (!counting) return;
  left -= 1;
  if (left !== 0) return;
  if (what !== 'kill') throw Object.assign(new Error(`${what}: at ${step}`), { code: what });
  writeSync(1, step);
  process.kill(process.pid, 'SIGKILL');
};
watchDisk(verb === 'backup' ? dirname(folder) : data, before);
const { backup } = Sqlite.prototype;
Sqlite.prototype.backup = async function (file, options) {
  return backup.call(this, file, {
    progress: (info) => {
      before('pages');
      return options?.progress?.(info) ?? 100;
    },
  });
};
const { readConfig } = await import('../../src/platform/config/index.js');
const { AssayError } = await import('../../src/platform/errors.js');
const { makeBackup } = await import('../../src/cli/backup/make-backup.js');
const { restoreBackup } = await import('../../src/cli/backup/restore-backup.js');
await import('../../src/evidence/evidence.entity.js');

const terminal = { say: () => undefined, complain: console.error };
const attempt = (): Promise<number> =>
  (verb === 'backup' ? makeBackup : restoreBackup)(readConfig(), terminal, folder);

if (what === 'kill') process.exitCode = await attempt();
else {
  for (let step = Number(from); ; step += Number(apart)) {
    [left, counting] = [step, true];
    const outcome = await attempt().catch((error: unknown) => {
      if (!(error instanceof AssayError)) throw error;
      return error.message;
    });
    counting = false;
    const place = verb === 'backup' ? dirname(folder) : data;
    const names = existsSync(place) ? readdirSync(place) : [];
    console.log(JSON.stringify({ outcome, names }));
    if (left > 0) break;
  }
}
