// @ts-check
import { drawing, mostPixels, scaleFor } from './canvas.mjs';
import { sidesOf } from './sides.mjs';

/**
 * The picture drawn anew, at most as large as a preview. Its header is read first: nothing is decoded that claims too much.
 * @param {Buffer} content
 * @returns {Promise<Uint8Array | undefined>}
 */
export async function pictureSmaller(content) {
  const claimed = sidesOf(content);
  if (!claimed || claimed.width * claimed.height > mostPixels) return undefined;
  const library = await drawing();
  if (!library) return undefined;
  const picture = await library.loadImage(content);
  const { width, height } = picture;
  if (width * height > mostPixels) return undefined;
  const scale = Math.min(1, scaleFor(width, height));
  const canvas = library.createCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.encode('png');
}
