import { chunkBytes } from './blob-format.js';

export interface PlainChunk {
  number: number;
  last: boolean;
  /** One after another: content is not copied where it comes in other pieces. */
  pieces: Buffer[];
}

/** Cuts content into chunks of 64 KiB; the last one is shorter or empty, and says that it is the last. */
export async function* inChunks(
  content: AsyncIterable<unknown> | Uint8Array,
): AsyncGenerator<PlainChunk> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const part of content instanceof Uint8Array ? [content] : content) {
    let left = viewOf(part);
    while (length + left.length >= chunkBytes) {
      pieces.push(left.subarray(0, chunkBytes - length));
      left = left.subarray(chunkBytes - length);
      yield { number, last: false, pieces: fewOf(pieces) };
      number += 1;
      [pieces, length] = [[], 0];
    }
    if (left.length === 0) continue;
    pieces.push(left);
    length += left.length;
  }
  yield { number, last: true, pieces: fewOf(pieces) };
}

/** The same bytes without copying them; a stream of text comes as strings. */
function viewOf(part: unknown): Buffer {
  if (typeof part === 'string') return Buffer.from(part);
  const { buffer, byteOffset, byteLength } = part as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}

const few = 4;

/** Many small pieces are sealed sooner as one. */
const fewOf = (pieces: Buffer[]): Buffer[] =>
  pieces.length > few ? [Buffer.concat(pieces)] : pieces;
