import { execFile } from 'node:child_process';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { BareFile, chunk } from '../bare-file.mjs';
import { root } from '../built.mjs';
import { inFolder } from '../folder.mjs';
import { packerOf } from '../large-files.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { inTurns, median, millisecondsOf } from '../measure.mjs';
import { portfolioDossier } from '../portfolio.mjs';
import { servedDossier } from '../served-dossier.mjs';
import { vendorDossiers } from '../vendor.mjs';
import { incidentDossiers } from '../wide-incident.mjs';

export const about =
  'a dossier of large files of evidence: opened, hashed, zipped, signed, sealed; of all vendors; of one with many assessments; of an incident that touches many';

const megabyte = 1024 * 1024;

export async function measure({ built, build, quick }) {
  const [vendors, entries] = quick ? [500, 8_000] : [3_000, 50_000];
  return [
    ...(await ofLargeFiles(built, build, quick)),
    ...(await servedDossier(built, quick ? 256 : 2_048)),
    ...(await portfolioDossier(built, vendors, entries)),
    ...(await vendorDossiers(built, build, quick ? [10, 50] : [20, 200])),
    ...(await incidentDossiers(built, build, quick ? [1_000, 5_000] : [10_000, 100_000])),
  ];
}

async function ofLargeFiles(built, build, quick) {
  const size = quick ? 128 : 2_048;
  return inFolder(async (folder) => {
    const pack = await packerOf(built, folder, size);
    const bare = new BareFile(join(folder, 'bare'));
    const seen = [];
    const product = async () => {
      let took = 0;
      seen.push(
        await lagAndMemoryOf(async () => {
          took = await pack();
        }),
      );
      return (1_000 * size) / took;
    };
    const floor = async () =>
      (1_000 * size) / (await millisecondsOf(() => bare.write(Readable.from(bareStream(size)))));
    await floor();
    const rates = await inTurns(3, floor, product);
    const row = (work, unit, figures) => ({ work, size, unit, ...figures });
    return [
      row('dossier, MB of evidence', 'MB/s', { ...rates, budget: { ratioAtLeast: 0.7 } }),
      row('dossier, others wait', 'ms', {
        product: median(seen.map(({ lag }) => lag)),
        budget: { atMost: 50 },
      }),
      row('dossier, memory it adds', 'MB', {
        product: Math.max(...seen.map(({ memory }) => memory)),
        budget: { atMost: 200 },
      }),
      ...(await residentRow(build, folder, size)),
    ];
  });
}

/** All that is resident of a process that only packs, Node's own program with it. */
async function residentRow(build, folder, size) {
  const args = [join(root, 'test/bench/one-packing.mjs'), build, folder, String(size)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { resident } = JSON.parse(stdout);
  if (resident === undefined) return [];
  const work = 'all that is resident of a process that packs it';
  return [{ work, size, unit: 'MB', product: resident, budget: { atMost: 200 } }];
}

/** What no dossier can do without: each chunk opened and hashed; `BareFile` hashes the whole again, seals and writes it. */
async function* bareStream(megabytes) {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(randomBytes(chunk)), cipher.final()]);
  const tag = cipher.getAuthTag();
  const hash = createHash('sha256');
  for (let at = 0; at < (megabytes * megabyte) / chunk; at += 1) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    hash.update(plain);
    yield plain;
  }
}
