import type { Content } from './content.js';
import { brokenOff, checkNote, checkSides, extraBehind } from './picture.js';
import { refuse } from './refuse.js';

const mostChunks = 100_000;
const longestNote = 1024 * 1024;

/** Walks the chunks of a WebP picture, which end where its first bytes say. */
export async function checkWebp(content: Content): Promise<void> {
  const claimed = (await content.near(0, 12)).readUInt32LE(4) + 8;
  if (claimed > content.bytes) brokenOff();
  if (claimed + (claimed % 2) < content.bytes) extraBehind();
  let at = 12;
  for (let count = 0; at < claimed; count += 1) {
    const head = await content.near(at, 18);
    if (head.length < 8 || count > mostChunks) damaged();
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (at + 8 + length > content.bytes) brokenOff();
    if (count === 0) checkFirst(name, head);
    if (['EXIF', 'XMP ', 'ICCP'].includes(name)) {
      checkNote(await content.read(at + 8, Math.min(length, longestNote)));
    }
    at += 8 + length + (length % 2);
  }
  if (at === 12) damaged();
}

function checkFirst(name: string, head: Buffer): void {
  if (head.length < 18) damaged();
  if (name === 'VP8X') checkSides(head.readUIntLE(12, 3) + 1, head.readUIntLE(15, 3) + 1);
  else if (name !== 'VP8 ' && name !== 'VP8L') damaged();
}

function damaged(): never {
  refuse('is a damaged picture: save it again as WebP');
}
