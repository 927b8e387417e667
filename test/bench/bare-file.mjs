import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export const chunk = 64 * 1024;
const tag = 16;

/** What any stream of a file costs that is hashed, encrypted in chunks and synced: Node's own streams, nothing else. */
export class BareFile {
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

  /** Its content as a stream; `write` it in pieces of 64 KiB. */
  open() {
    const { key, file } = this;
    return Readable.from(
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
    );
  }

  async read() {
    return drain(this.open());
  }
}

function nonceOf(number) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

export async function drain(readable) {
  let bytes = 0;
  for await (const piece of readable) bytes += piece.length;
  return bytes;
}

/** What comes in pieces of any size, in pieces of 64 KiB. */
export async function* inPieces(content) {
  let rest = Buffer.alloc(0);
  for await (const part of content) {
    rest = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    for (; rest.length >= chunk; rest = rest.subarray(chunk)) yield rest.subarray(0, chunk);
  }
  if (rest.length > 0) yield rest;
}
