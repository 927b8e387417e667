import { refuse } from './refuse.js';
import { holdsMarkup } from './markup.js';

const mostPixels = 250_000_000;

/** Sides in pixels, as the header claims them. */
export function checkSides(width: number, height: number): void {
  if (width === 0 || height === 0) refuse('has no width or no height: save the picture again');
  if (width * height > mostPixels) {
    refuse(
      `claims ${width} × ${height} pixels, more than ${mostPixels / 1_000_000} million: save it smaller`,
    );
  }
}

/** Notes inside a picture may hold words, not pages or programs. */
export function checkNote(bytes: Buffer): void {
  if (holdsMarkup(bytes))
    refuse('is a picture with a web page or program in it: save the picture again');
}

export function brokenOff(): never {
  refuse('breaks off before its end: send the whole file');
}

export function extraBehind(): never {
  refuse('has something behind the end of the picture: save the picture again');
}

/** Zeros and line ends that some devices fill the last block with. */
export function isPadding(bytes: Buffer): boolean {
  return bytes.every((one) => one === 0 || one === 0x0a || one === 0x0d);
}
