import { chunkBytes } from './blob-format.js';

export interface PlainChunk {
  number: number;
  last: boolean;
  plain: Buffer;
}

/** Cuts content into chunks of 64 KiB; the last one is shorter or empty, and says that it is the last. */
export async function* inChunks(
  content: AsyncIterable<unknown> | Uint8Array,
): AsyncGenerator<PlainChunk> {
  let number = 0;
  let rest: Buffer[] = [];
  let length = 0;
  for await (const part of content instanceof Uint8Array ? [content] : content) {
    const bytes = viewOf(part);
    rest.push(bytes);
    length += bytes.length;
    if (length < chunkBytes) continue;
    const joined = joinedOf(rest);
    let from = 0;
    for (; length - from >= chunkBytes; from += chunkBytes) {
      yield { number, last: false, plain: joined.subarray(from, from + chunkBytes) };
      number += 1;
    }
    rest = [joined.subarray(from)];
    length -= from;
  }
  yield { number, last: true, plain: joinedOf(rest) };
}

/** The same bytes without copying them; a stream of text comes as strings. */
function viewOf(part: unknown): Buffer {
  if (typeof part === 'string') return Buffer.from(part);
  const { buffer, byteOffset, byteLength } = part as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}

const joinedOf = ([first, ...others]: Buffer[]): Buffer =>
  first && others.length === 0 ? first : Buffer.concat(first ? [first, ...others] : []);
