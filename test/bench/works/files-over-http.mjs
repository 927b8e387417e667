import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { drain } from '../bare-file.mjs';
import { inFolder } from '../folder.mjs';
import { median, millisecondsOf } from '../measure.mjs';
import { fileIn, makeRegister, openFile, token } from '../register.mjs';
import { assayOn, processorSeconds, withServer } from '../servers.mjs';

const megabyte = 1024 * 1024;
const partBytes = 4 * megabyte;

/** A file sent in parts, each on disk before the next, made evidence and downloaded; beside bare servers that do as little. */
export async function overHttp({ built, quick }) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const script = join(import.meta.dirname, '../floors/streams.mjs');
    const floor = (kind) => ({ script, args: [folder, kind], ready: '/ready' });
    const product = assayOn(built, folder, { ASSAY_LOG_LEVEL: 'error' });
    return withServer(floor('sealed'), (sealed) =>
      withServer(floor('plain'), (plain) =>
        withServer(product, async (ours) => {
          const vendorId = vendorIn(folder);
          const sides = [new Bare(sealed), new Bare(plain), new Product(ours, vendorId)];
          return rowsOf(await inTurns(sides, folder, quick));
        }),
      ),
    );
  });
}

/** Three steps of each side in turns: megabytes a second, and processor seconds a megabyte. */
async function inTurns(sides, folder, quick) {
  const [rounds, megabytes] = quick ? [3, 16] : [7, 64];
  const seen = sides.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    // The same file twice is stored once: each is another.
    const content = textOf(megabytes * megabyte);
    for (const [at, side] of sides.entries()) {
      const sent = await costOf(side, () => side.send(content));
      const finished = await costOf(side, () => side.finish(content));
      await quiet(folder);
      const downloaded = await costOf(side, () => side.download());
      if (round < 0) continue;
      const made = { ms: sent.ms + finished.ms, busy: sent.busy + finished.busy };
      const perMegabyte = ({ ms, busy }) => ({
        rate: (1_000 * megabytes) / ms,
        cost: busy / megabytes,
      });
      seen[at].push([sent, made, downloaded].map(perMegabyte));
    }
  }
  return seen;
}

async function costOf({ pid }, work) {
  const before = processorSeconds(pid);
  const ms = await millisecondsOf(work);
  return { ms, busy: processorSeconds(pid) - before };
}

// To be made evidence a file is read back, looked at and sealed once more: three more ways through it than any floor goes.
const steps = [
  { work: 'parts sent over HTTP', budget: { ratioAtLeast: 0.7 } },
  { work: 'parts sent over HTTP and made evidence' },
  { work: 'file downloaded over HTTP', budget: { ratioAtLeast: 0.7 } },
];

function rowsOf([sealed, plain, ours]) {
  return steps.flatMap(({ work, budget }, at) => {
    const figure = (side, name) => median(side.map((seen) => seen[at][name]));
    const beside = (floor) => ({
      unit: 'MB/s',
      floor: figure(floor, 'rate'),
      product: figure(ours, 'rate'),
      busy: figure(floor, 'cost') / figure(ours, 'cost'),
    });
    return [
      { work, ...beside(sealed), budget },
      { work: `${work}, beside no encryption`, ...beside(plain) },
    ];
  });
}

class Bare {
  constructor({ address, pid }) {
    this.address = address;
    this.pid = pid;
  }

  /** What arrives is one file for the floor, a part after another. */
  async send(content) {
    for (const [at, part] of partsOf(content).entries()) {
      await this.ask('PUT', `/part${at}`, { body: part });
    }
  }

  async finish(content) {
    this.bytes = content.length;
  }

  async download() {
    let bytes = 0;
    for (let at = 0; at < this.bytes / partBytes; at += 1) {
      bytes += await drain(await this.ask('GET', `/part${at}`, { unread: true }));
    }
    if (bytes !== this.bytes) throw new Error(`The floor sent ${bytes} bytes.`);
  }

  async ask(method, path, { body, headers = {}, unread = false } = {}) {
    const response = await new Promise((resolve, reject) => {
      const sent = { ...headers, ...(body ? { 'content-length': body.length } : {}) };
      const url = this.address + path;
      const asked = request(url, { method, agent: false, headers: sent }, resolve);
      asked.once('error', reject);
      asked.end(body);
    });
    if (unread && response.statusCode === 200) return response;
    const pieces = [];
    for await (const piece of response) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    if (response.statusCode >= 300) throw new Error(`${response.statusCode} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

class Product extends Bare {
  constructor(server, vendorId) {
    super(server);
    this.vendorId = vendorId;
  }

  async send(content) {
    const facts = { name: 'measured.txt', bytes: content.length };
    const { id } = await this.tell('POST', `/vendors/${this.vendorId}/uploads`, facts);
    this.upload = `/uploads/${id}`;
    for (const [at, body] of partsOf(content).entries()) {
      await this.ask('PUT', `/api/v1${this.upload}/parts`, {
        body,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
          'upload-offset': at * partBytes,
        },
      });
    }
  }

  async finish(content) {
    await super.finish(content);
    const { id } = await this.tell('POST', `${this.upload}/evidence`, { title: 'Measured' });
    this.file = `/api/v1/evidence/${id}/file`;
  }

  async download() {
    const headers = { authorization: `Bearer ${token}` };
    const bytes = await drain(await this.ask('GET', this.file, { headers, unread: true }));
    if (bytes !== this.bytes) throw new Error(`The product sent ${bytes} bytes.`);
  }

  async tell(method, path, facts) {
    return this.ask(method, `/api/v1${path}`, {
      body: Buffer.from(JSON.stringify(facts)),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  }
}

function partsOf(content) {
  const count = Math.ceil(content.length / partBytes);
  return Array.from({ length: count }, (_, at) =>
    content.subarray(at * partBytes, (at + 1) * partBytes),
  );
}

/** Text of so many bytes that was never there before. */
function textOf(bytes) {
  const line = `${randomBytes(48).toString('base64url')}\n`;
  return Buffer.from(line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
}

function vendorIn(folder) {
  const file = openFile(fileIn(folder));
  const { id } = file.prepare("SELECT id FROM vendor WHERE status = 'active' LIMIT 1").get();
  file.close();
  return id;
}

/** Until nothing that follows an upload is under way any more: picture and fingerprint are not what is measured. */
async function quiet(folder) {
  const file = openFile(fileIn(folder), { readonly: true });
  try {
    const left = file.prepare(
      "SELECT count(*) AS jobs FROM job WHERE state IN ('waiting', 'running') AND due_at <= ?",
    );
    while (left.get(new Date().toISOString()).jobs > 0) await pause(100);
  } finally {
    file.close();
  }
}
