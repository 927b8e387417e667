import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, writeBehind } from '../../platform/storage/index.js';

export interface Copied {
  /** SHA-256 in hexadecimal. */
  hash: string;
  bytes: number;
}

/** Copies a file to where none may be yet; it is on the disk when this answers. The hash is of what was read. */
export async function copiedFile(from: string, to: string): Promise<Copied> {
  const source = createReadStream(from, { highWaterMark: pieceBytes });
  const hash = createHash('sha256');
  const counted = { bytes: 0 };
  // Opened first, so that a file that is gone leaves nothing behind.
  await new Promise((resolve, reject) => source.once('open', resolve).once('error', reject));
  try {
    await makeFolder(dirname(to));
    const target = await open(to, 'wx', 0o600);
    try {
      await writeBehind(target, hashed(source, hash, counted));
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    source.destroy();
  }
  return { hash: hash.digest('hex'), bytes: counted.bytes };
}

/** Writes a new file; it is on the disk when this answers. */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what another program wrote durable, and its owner's alone. */
export async function durable(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) {
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}

const pieceBytes = 256 * 1024;

async function* hashed(
  source: AsyncIterable<Buffer>,
  hash: Hash,
  counted: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    hash.update(piece);
    counted.bytes += piece.length;
    yield piece;
  }
}
