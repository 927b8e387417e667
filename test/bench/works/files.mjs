import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { inTurns, median, millisecondsOf } from '../measure.mjs';

export const about =
  'a file of 256 MB put into storage and read back, encrypted in chunks of 64 KiB';

const chunk = 64 * 1024;
const megabyte = 1024 * 1024;
const tag = 16;

export async function measure({ built, quick }) {
  const { Blobs, DiskStore } = await built.load('src/platform/storage/index.js');
  const { MasterKey } = await built.load('src/platform/keys/index.js');
  const { Clock } = await built.load('src/platform/clock.js');
  const megabytes = quick ? 64 : 256;
  return inFolder(async (folder) => {
    const store = new DiskStore(join(folder, 'blobs'), new Clock());
    const blobs = new Blobs(store, new MasterKey(randomBytes(32)));
    const bare = new BareFile(join(folder, 'bare'));
    const material = randomBytes(16 * megabyte);
    const content = () => Readable.from(piecesOf(material, megabytes));
    let name;
    const put = async () => {
      if (name) await blobs.remove(name);
      ({ name } = await blobs.put(content()));
    };
    const open = async () => drain(await blobs.open(name));
    const rate = async (work) => (1_000 * megabytes) / (await millisecondsOf(work));

    const works = [
      ['file put', () => bare.write(content()), put],
      ['file read back', () => bare.read(), open],
    ];
    const rows = [];
    for (const [work, floor, ours] of works) {
      const memory = [];
      const lags = { floor: [], product: [] };
      const watched = (kind, run) => async () => {
        const seen = await lagAndMemoryOf(run);
        lags[kind].push(seen.lag);
        if (kind === 'product') memory.push(seen.memory);
      };
      // The product goes first once, before anything else has made the process larger.
      await watched('product', ours)();
      const rates = await inTurns(
        quick ? 2 : 7,
        () => rate(watched('floor', floor)),
        () => rate(watched('product', ours)),
      );
      const lag = { floor: median(lags.floor), product: median(lags.product) };
      rows.push(
        { work, unit: 'MB/s', ...rates, budget: { ratioAtLeast: 0.7 } },
        { work: `${work}, others wait`, unit: 'ms', ...lag, budget: { atMost: 50 } },
        {
          work: `${work}, memory`,
          unit: 'MB',
          product: Math.max(...memory),
          budget: { atMost: 200 },
        },
      );
    }
    return rows;
  });
}

function* piecesOf(material, megabytes) {
  const times = (megabytes * megabyte) / material.length;
  for (let time = 0; time < times; time += 1) {
    for (let from = 0; from < material.length; from += chunk) {
      yield material.subarray(from, from + chunk);
    }
  }
}

async function drain(readable) {
  let bytes = 0;
  for await (const piece of readable) bytes += piece.length;
  return bytes;
}

/** What any stream of a file costs that is hashed, encrypted in chunks and synced: Node's own streams, nothing else. */
class BareFile {
  constructor(file) {
    this.file = file;
    this.key = randomBytes(32);
  }

  async write(content) {
    await rm(this.file, { force: true });
    const hash = createHash('sha256');
    const { key } = this;
    await pipeline(
      content,
      async function* (pieces) {
        let number = 0;
        for await (const piece of pieces) {
          hash.update(piece);
          const cipher = createCipheriv('aes-256-gcm', key, nonceOf((number += 1)));
          yield cipher.update(piece);
          cipher.final();
          yield cipher.getAuthTag();
        }
      },
      createWriteStream(this.file, { flush: true }),
    );
    return hash.digest('hex');
  }

  async read() {
    const { key, file } = this;
    return drain(
      Readable.from(
        (async function* () {
          let number = 0;
          for await (const sealed of createReadStream(file, { highWaterMark: chunk + tag })) {
            const decipher = createDecipheriv('aes-256-gcm', key, nonceOf((number += 1)));
            decipher.setAuthTag(sealed.subarray(-tag));
            const plain = decipher.update(sealed.subarray(0, -tag));
            decipher.final();
            yield plain;
          }
        })(),
        { objectMode: false },
      ),
    );
  }
}

function nonceOf(number) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}
