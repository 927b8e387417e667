import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * A stored file: one line with the sealed file key, then chunks of 64 KiB, each AES-256-GCM with its tag behind it.
 * The nonce is the chunk's number and whether it is the last one; the file's name is bound to every chunk. So a chunk
 * that was changed, moved, left out or taken from another file does not open. No nonce repeats: a key seals one file.
 */
export const chunkBytes = 64 * 1024;
export const tagBytes = 16;
const mostChunks = 2 ** 32;

export class BlobBroken extends Error {
  constructor(name: string) {
    super(`The stored file ${name} is damaged: its content is not what was put there.`);
  }
}

export interface ChunkPlace {
  name: string;
  number: number;
  last: boolean;
}

/** The pieces of one chunk, each sealed, and the tag behind them. */
export function* sealedChunk(
  key: Buffer,
  place: ChunkPlace,
  pieces: readonly Uint8Array[],
): Generator<Buffer> {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place));
  cipher.setAAD(Buffer.from(place.name));
  for (const piece of pieces) yield cipher.update(piece);
  cipher.final();
  yield cipher.getAuthTag();
}

export function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer {
  if (sealed.length < tagBytes) throw new BlobBroken(place.name);
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place.name));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  // All of it comes from update: GCM keeps nothing back. But only final says whether it is true.
  const plain = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    throw new BlobBroken(place.name);
  }
}

function nonceOf({ number, last }: ChunkPlace): Buffer {
  if (number >= mostChunks) throw new Error('This is too large to be stored.');
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}
