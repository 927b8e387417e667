import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { chunk } from './bare-file.mjs';
import { millisecondsOf } from './measure.mjs';

const megabyte = 1024 * 1024;
const ofOne = 64;

/** Packs a dossier of so many megabytes of evidence, of which nothing else of the product is needed, and gives the ms it took. */
export async function packerOf(built, folder, megabytes) {
  const { Blobs, DiskStore } = await built.load('src/platform/storage/index.js');
  const { MasterKey, SigningKey } = await built.load('src/platform/keys/index.js');
  const { Clock } = await built.load('src/platform/clock.js');
  const { bagStream } = await built.load('src/dossiers/bag/bag.js');
  const blobs = new Blobs(
    new DiskStore(join(folder, 'blobs'), new Clock()),
    new MasterKey(randomBytes(32)),
  );
  const key = SigningKey.in(join(folder, 'keys'));
  const stored = await blobs.put(Readable.from(content()));
  const parts = Array.from({ length: megabytes / ofOne }, (_, at) => ({
    path: `evidence/${String(at).padStart(8, '0')}-file.bin`,
    content: { bytes: stored.bytes, sha256: stored.sha256, open: () => blobs.open(stored.name) },
    holds: 'evidence',
  }));
  const bag = { name: 'bench', day: '2026-11-26', info: [], parts, beside: new Map() };
  return () =>
    millisecondsOf(async () => {
      const { name } = await blobs.put(bagStream(bag, key, () => undefined));
      await blobs.remove(name);
    });
}

function* content() {
  for (let left = ofOne * megabyte; left > 0; left -= chunk) yield randomBytes(chunk);
}
