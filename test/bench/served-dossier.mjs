import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { small } from '../../bin/small.mjs';
import { inFolder } from './folder.mjs';
import { memoryOf } from './memory.mjs';
import { dossierAt, overHttp } from './ordered.mjs';
import { withProduct } from './product.mjs';
import { makeRegister, userId } from './register.mjs';
import { assayOn, withServer } from './servers.mjs';

const megabyte = 1024 * 1024;
const ofOne = 64;
const actor = { kind: 'user', id: userId, name: 'Ada Moreau' };
const period = { from: '2020-01-01', to: '2027-12-31' };
const lookEveryMs = 50;

/** What a dossier of so many megabytes of evidence adds to the server that people use, and what is resident of it then. */
export async function servedDossier(built, size) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const vendorId = await withProduct(built, folder, (app) => filled(built, app, size));
    const usual = assayOn(built, folder, { ASSAY_LOG_LEVEL: 'error' });
    const most = (server) => mostWhile(server, (address) => ordered(address, vendorId, size));
    const [whole, little] = [await most(usual), await most({ ...usual, engine: small })];
    if (!whole || !little) return [];
    const row = (work, product, budget) => ({ work, size, unit: 'MB', product, budget });
    return [
      row('the server with it, memory it adds', whole.added, { atMost: 200 }),
      row('all that is resident then', whole.resident),
      row('the same, started small', little.resident, { atMost: 200 }),
    ];
  });
}

/** Undefined where it cannot be seen. */
async function mostWhile(server, work) {
  return withServer(server, async ({ address, pid }) => {
    const before = memoryOf(pid);
    if (!before) return undefined;
    let { own, resident } = before;
    const looking = setInterval(() => {
      const now = memoryOf(pid);
      own = Math.max(own, now?.own ?? 0);
      resident = Math.max(resident, now?.resident ?? 0);
    }, lookEveryMs);
    try {
      await work(address);
    } finally {
      clearInterval(looking);
    }
    return { added: own - before.own, resident };
  });
}

async function filled(built, app, megabytes) {
  const { EvidenceStore } = await built.load('src/evidence/index.js');
  const { JobWorker } = await built.load('src/platform/jobs/index.js');
  const { Vendors } = await built.load('src/vendors/index.js');
  const facts = { name: 'Amber Ledger Labs', status: 'active' };
  const { id } = await app.get(Vendors, { strict: false }).create(actor, userId, facts);
  const evidence = app.get(EvidenceStore, { strict: false });
  const worker = app.get(JobWorker, { strict: false });
  for (let at = 0; at < megabytes / ofOne; at += 1) {
    const file = { name: `log-${at}.txt`, content: linesOf(ofOne * megabyte) };
    await evidence.receive(actor, id, file, { title: `Log ${at}`, kind: 'other' });
  }
  // What follows from a new file is not part of it.
  worker.look();
  await worker.idle();
  return id;
}

/** Text that was never there before: the same file twice is stored once. */
function linesOf(bytes) {
  const line = `${randomBytes(47).toString('hex')}\n`;
  const piece = Buffer.from(line.repeat(megabyte / line.length + 1).slice(0, megabyte));
  return Readable.from(Array.from({ length: bytes / megabyte }, () => piece));
}

async function ordered(address, vendorId, megabytes) {
  const facts = { ...period, profile: 'full' };
  const { bytes } = await dossierAt(overHttp(address), `/vendors/${vendorId}/dossiers`, facts);
  if (bytes < megabytes * megabyte) throw new Error(`There are only ${bytes} bytes in it.`);
}
