import type { Dispatcher } from 'undici';
import { Unanswered, unanswered } from './unanswered.js';

const mebibyte = 1024 * 1024;

/**
 * The body as it arrives, until there is more than `most` bytes of it or it takes too long: then Unanswered. What is packed for
 * the way (Content-Encoding) is refused: how large it really is would only show when it is unpacked.
 */
export async function* arriving(
  { headers, body }: Dispatcher.ResponseData,
  most: number,
  late: Promise<never>,
): AsyncGenerator<Buffer> {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Unanswered('It sent something packed although nothing packed was asked for.');
  }
  const tooLarge = `It is larger than ${Math.floor(most / mebibyte)} MB, the most that is taken.`;
  if (Number(headers['content-length'] ?? 0) > most) throw new Unanswered(tooLarge);
  body.on('error', () => undefined);
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let bytes = 0;
  for (;;) {
    const next = await Promise.race([pieces.next(), late]).catch((error: unknown) => {
      throw unanswered(error);
    });
    if (next.done) return;
    bytes += next.value.length;
    if (bytes > most) throw new Unanswered(tooLarge);
    yield next.value;
  }
}

/** Takes a little of the body, so that a small one can come to its end, and lets go of the rest. */
export async function drop(body: Dispatcher.ResponseData['body'], most: number): Promise<void> {
  let taken = 0;
  body.on('error', () => undefined);
  for await (const piece of body) {
    taken += (piece as Buffer).length;
    if (taken >= most) return;
  }
}
