import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { inFolder } from './folder.mjs';
import { memoryOf } from './memory.mjs';
import { dossierAt, overHttp } from './ordered.mjs';
import { withProduct } from './product.mjs';
import { makeRegister, userId } from './register.mjs';
import { withServer } from './servers.mjs';

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
    const settings = { ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'error' };
    const product = { script: built.path('src/main.js'), settings, ready: '/readyz' };
    return withServer(product, async ({ address, pid }) => {
      const before = memoryOf(pid);
      if (!before) return [];
      const most = { ...before };
      const looking = setInterval(() => {
        for (const [kind, now] of Object.entries(memoryOf(pid) ?? {}))
          most[kind] = Math.max(most[kind], now);
      }, lookEveryMs);
      try {
        await ordered(address, vendorId, size);
      } finally {
        clearInterval(looking);
      }
      const row = (work, product, budget) => ({ work, size, unit: 'MB', product, budget });
      return [
        row('the server with it, memory', most.own - before.own, { atMost: 200 }),
        row('all that is resident then', most.resident),
      ];
    });
  });
}

async function filled(built, app, megabytes) {
  const { EvidenceStore } = await built.load('src/evidence/index.js');
  const { Vendors } = await built.load('src/vendors/index.js');
  const facts = { name: 'Amber Ledger Labs', status: 'active' };
  const { id } = await app.get(Vendors, { strict: false }).create(actor, userId, facts);
  const evidence = app.get(EvidenceStore, { strict: false });
  for (let at = 0; at < megabytes / ofOne; at += 1) {
    const file = { name: `log-${at}.txt`, content: linesOf(ofOne * megabyte) };
    await evidence.receive(actor, id, file, { title: `Log ${at}`, kind: 'other' });
  }
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
