import type { Content } from './content.js';
import { brokenOff, checkNote, checkSides, extraBehind } from './picture.js';
import { refuse } from './refuse.js';

const notes = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'iCCP'];
const mostChunks = 200_000;
const longestNote = 1024 * 1024;

/** Walks the chunks of a PNG: header first, end last, nothing behind. */
export async function checkPng(content: Content): Promise<void> {
  let at = 8;
  for (let count = 0; count < mostChunks; count += 1) {
    const head = await content.near(at, 8);
    if (head.length < 8) brokenOff();
    const length = head.readUInt32BE(0);
    const name = head.toString('latin1', 4, 8);
    const next = at + 12 + length;
    if (!/^[a-zA-Z]{4}$/.test(name)) refuse('is a damaged picture: save it again as PNG');
    if (next > content.bytes) brokenOff();
    if (count === 0) await checkHeader(content, at, name, length);
    if (notes.includes(name)) checkNote(await content.read(at + 8, Math.min(length, longestNote)));
    if (name === 'IEND') return next === content.bytes ? undefined : extraBehind();
    at = next;
  }
  refuse('is a picture in too many pieces: save it again as PNG');
}

async function checkHeader(content: Content, at: number, name: string, length: number) {
  if (name !== 'IHDR' || length !== 13) refuse('is a damaged picture: save it again as PNG');
  const sides = await content.near(at + 8, 8);
  checkSides(sides.readUInt32BE(0), sides.readUInt32BE(4));
}
