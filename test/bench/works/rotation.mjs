import { randomBytes } from 'node:crypto';
import { inFolder } from '../folder.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { makeRegister } from '../register.mjs';

export const about = 'the master key changed: sealed letters, and files of 64 kB';

const bytes = 65_536;

export async function measure({ built, quick }) {
  const [letters, files] = quick ? [2_000, 200] : [20_000, 2_000];
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 1);
    await withProduct(built, folder, (app) => seal(built, app, letters, files));
    const { runCommand } = await built.load('src/cli/run.js');
    const complaints = [];
    const terminal = { say: () => undefined, complain: (line) => complaints.push(line) };
    const settings = { ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'error' };
    let code;
    const took = await millisecondsOf(async () => {
      code = await runCommand(['keys', 'rotate'], settings, terminal);
    });
    if (code !== 0) throw new Error(complaints.join(' '));
    const size = letters + files;
    return [{ work: 'master key changed', size, unit: 'ms', product: took }];
  });
}

async function seal(built, app, letters, files) {
  const { Blobs } = await built.load('src/platform/storage/index.js');
  const { Database } = await built.load('src/platform/database/index.js');
  const { Letters } = await built.load('src/platform/mail/index.js');
  const [blobs, database] = [Blobs, Database].map((kind) => app.get(kind, { strict: false }));
  const outbox = app.get(Letters, { strict: false });
  const letter = {
    to: { name: 'Rui Okafor', email: 'rui.okafor@vendor.example' },
    subject: 'Questions',
    text: 'Please answer by the end of the month. '.repeat(20),
    html: '<p>Please answer by the end of the month.</p>'.repeat(20),
    about: { kind: 'assessment', id: 'bench' },
  };
  const atOnce = 500;
  for (let written = 0; written < letters; written += atOnce) {
    await database.transaction(async () => {
      for (let one = 0; one < atOnce; one += 1) await outbox.write(letter);
    });
  }
  for (let stored = 0; stored < files; stored += 1) await blobs.put(randomBytes(bytes));
}
