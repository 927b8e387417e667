import type { Content } from './content.js';
import { EicarWatch } from './eicar.js';
import { refuse } from './refuse.js';

const again = 'save it again as “UTF-8”';

/** Text is UTF-8 to its last byte, without zeros. Any length of line will do. */
export async function checkText(content: Content): Promise<void> {
  for await (const _ of textOf(content));
}

/** The text in pieces, without a byte order mark. Refuses other encodings and what is no text. */
export async function* textOf(content: Content): AsyncGenerator<string> {
  await checkEncoding(content);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const eicar = new EicarWatch();
  for await (const piece of content.windows()) {
    if (piece.includes(0)) refuse(`holds bytes that are no text: open it, and ${again}`);
    eicar.look(piece);
    yield decoded(() => decoder.decode(piece, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

async function checkEncoding(content: Content): Promise<void> {
  const head = await content.head(512);
  const mark = head.toString('hex', 0, 2);
  const zeros = head.filter((one) => one === 0).length;
  const alternates = zeros > head.length / 4 && zeros <= head.length / 2 + 1;
  const isUtf16 = mark === 'fffe' || mark === 'feff' || (alternates && everyOtherIsZero(head));
  if (isUtf16) refuse(`is UTF-16 text: ${again} (in Excel: “CSV UTF-8”)`);
}

function everyOtherIsZero(head: Buffer): boolean {
  const side = head[0] === 0 ? 0 : 1;
  return head.every((one, at) => at % 2 !== side || one === 0);
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    refuse(`is not UTF-8 text: ${again} (in Excel: “CSV UTF-8”)`);
  }
}
