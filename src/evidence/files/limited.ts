import { Readable } from 'node:stream';
import { Invalid } from '../../platform/errors.js';

/**
 * The content as it comes, until there is more than `most` bytes of it: then Invalid. The source is left open for
 * whoever owns it: a request cut off here could not be answered.
 */
export function limited(content: Readable, most: number, problem: string): Readable {
  return Readable.from(counted(content, most, problem), { objectMode: false });
}

async function* counted(
  content: Readable,
  most: number,
  problem: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const pieces: AsyncIterable<unknown> = content.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) {
    const given = piece as Uint8Array;
    bytes += given.length;
    if (bytes > most) throw new Invalid({ file: problem });
    if (given.length > 0) yield given;
  }
}
