import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BareFile, chunk, drain } from '../bare-file.mjs';
import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { inTurns, median, millisecondsOf } from '../measure.mjs';
import { overHttp } from './files-over-http.mjs';

export const about =
  'a file put into storage and read back, encrypted in chunks of 64 KiB, and the same over HTTP';

const megabyte = 1024 * 1024;

export async function measure(options) {
  return [...(await inStorage(options)), ...(await overHttp(options))];
}

async function inStorage({ built, quick }) {
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
