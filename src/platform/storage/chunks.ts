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
    const bytes = Buffer.from(part as Uint8Array);
    rest.push(bytes);
    length += bytes.length;
    if (length < chunkBytes) continue;
    const joined = Buffer.concat(rest);
    let from = 0;
    for (; length - from >= chunkBytes; from += chunkBytes) {
      yield { number, last: false, plain: joined.subarray(from, from + chunkBytes) };
      number += 1;
    }
    rest = [joined.subarray(from)];
    length -= from;
  }
  yield { number, last: true, plain: Buffer.concat(rest) };
}
