import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BareFile, chunk } from '../bare-file.mjs';
import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { inTurns, median, millisecondsOf } from '../measure.mjs';
import { portfolioDossier } from '../portfolio.mjs';
import { servedDossier } from '../served-dossier.mjs';
import { vendorDossiers } from '../vendor.mjs';
import { incidentDossiers } from '../wide-incident.mjs';

export const about =
  'a dossier of large files of evidence: opened, hashed, zipped, signed, sealed; of all vendors; of one with many assessments; of an incident that touches many';

const megabyte = 1024 * 1024;
const ofOne = 64;

export async function measure({ built, build, quick }) {
  const [vendors, entries] = quick ? [500, 8_000] : [3_000, 50_000];
  return [
    ...(await ofLargeFiles(built, quick)),
    ...(await servedDossier(built, quick ? 256 : 2_048)),
    ...(await portfolioDossier(built, vendors, entries)),
    ...(await vendorDossiers(built, build, quick ? [10, 50] : [20, 200])),
    ...(await incidentDossiers(built, build, quick ? [1_000, 5_000] : [10_000, 100_000])),
  ];
}

async function ofLargeFiles(built, quick) {
  const { Blobs, DiskStore } = await built.load('src/platform/storage/index.js');
  const { MasterKey, SigningKey } = await built.load('src/platform/keys/index.js');
  const { Clock } = await built.load('src/platform/clock.js');
  const { bagStream } = await built.load('src/dossiers/bag/bag.js');
  const megabytes = quick ? 128 : 2_048;
  return inFolder(async (folder) => {
    const blobs = new Blobs(
      new DiskStore(join(folder, 'blobs'), new Clock()),
      new MasterKey(randomBytes(32)),
    );
    const key = SigningKey.in(join(folder, 'keys'));
    const stored = await blobs.put(content());
    const parts = Array.from({ length: megabytes / ofOne }, (_, at) => ({
      path: `evidence/${String(at).padStart(8, '0')}-file.bin`,
      content: { bytes: stored.bytes, sha256: stored.sha256, open: () => blobs.open(stored.name) },
      holds: 'evidence',
    }));
    const bag = { name: 'bench', day: '2026-11-26', info: [], parts, beside: new Map() };
    const bare = new BareFile(join(folder, 'bare'));
    const seen = [];
    const product = async () => {
      let took = 0;
      seen.push(
        await lagAndMemoryOf(async () => {
          took = await millisecondsOf(async () => {
            const { name } = await blobs.put(bagStream(bag, key, () => undefined));
            await blobs.remove(name);
          });
        }),
      );
      return (1_000 * megabytes) / took;
    };
    const floor = async () =>
      (1_000 * megabytes) /
      (await millisecondsOf(() => bare.write(Readable.from(bareStream(megabytes)))));
    await floor();
    const rates = await inTurns(quick ? 3 : 3, floor, product);
    const size = megabytes;
    return [
      {
        work: 'dossier, MB of evidence',
        size,
        unit: 'MB/s',
        ...rates,
        budget: { ratioAtLeast: 0.7 },
      },
      {
        ...{ work: 'dossier, others wait', size, unit: 'ms' },
        ...{ product: median(seen.map(({ lag }) => lag)), budget: { atMost: 50 } },
      },
      {
        ...{ work: 'dossier, memory', size, unit: 'MB' },
        ...{ product: Math.max(...seen.map(({ memory }) => memory)), budget: { atMost: 200 } },
      },
    ];
  });
}

const material = randomBytes(ofOne * megabyte);

const content = () =>
  Readable.from(
    (function* () {
      for (let from = 0; from < material.length; from += chunk) {
        yield material.subarray(from, from + chunk);
      }
    })(),
  );

/** What no dossier can do without: each chunk opened and hashed; `BareFile` hashes the whole again, seals and writes it. */
async function* bareStream(megabytes) {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(material.subarray(0, chunk)), cipher.final()]);
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
