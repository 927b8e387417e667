import type { Content } from './content.js';
import { brokenOff, checkNote, checkSides, extraBehind, isPadding } from './picture.js';
import { refuse } from './refuse.js';

const endOfImage = 0xd9;
const startOfScan = 0xda;
const mostSegments = 100_000;

/** Walks the segments and scans of a JPEG up to its end mark; behind it only padding. */
export async function checkJpeg(content: Content): Promise<void> {
  let at = 2;
  for (let count = 0; count < mostSegments; count += 1) {
    const head = await content.near(at, 9);
    if (head.length < 2) brokenOff();
    if (head[0] !== 0xff) damaged();
    const marker = head[1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === endOfImage) return checkBehind(content, at + 2);
    else if (isBare(marker)) at += 2;
    else {
      if (head.length < 4) brokenOff();
      const length = head.readUInt16BE(2);
      if (length < 2) damaged();
      if (at + 2 + length > content.bytes) brokenOff();
      if (isFrame(marker) && head.length === 9) {
        checkSides(head.readUInt16BE(7), head.readUInt16BE(5) || 1);
      }
      if (isNote(marker)) checkNote(await content.read(at + 4, length - 2));
      at += 2 + length;
      if (marker === startOfScan) at = await endOfScan(content, at);
    }
  }
  damaged();
}

/** Where the compressed data stops: the first marker that is neither a stuffed zero nor a restart. */
async function endOfScan(content: Content, from: number): Promise<number> {
  let at = from;
  let afterFF = false;
  for await (const piece of content.windows(from)) {
    if (afterFF && isMarker(piece[0] ?? 0)) return at - 1;
    for (let i = piece.indexOf(0xff); i !== -1; i = piece.indexOf(0xff, i + 1)) {
      const next = piece[i + 1];
      if (next !== undefined && isMarker(next)) return at + i;
    }
    afterFF = piece[piece.length - 1] === 0xff;
    at += piece.length;
  }
  brokenOff();
}

async function checkBehind(content: Content, from: number): Promise<void> {
  for await (const piece of content.windows(from)) if (!isPadding(piece)) extraBehind();
}

const isMarker = (byte: number): boolean => byte !== 0 && byte !== 0xff && !isRestart(byte);
const isRestart = (byte: number): boolean => byte >= 0xd0 && byte <= 0xd7;
const isBare = (marker: number): boolean => marker === 0x01 || isRestart(marker);
const isNote = (marker: number): boolean => marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function damaged(): never {
  refuse('is a damaged picture: save it again as JPEG');
}
