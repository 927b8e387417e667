// @ts-check
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { drawing, mostPixels, scaleFor } from './canvas.mjs';

const mostPages = 400;
const mostLetters = 4_000_000;

/**
 * The first page as a PNG.
 * @param {Buffer} content
 * @returns {Promise<Uint8Array | undefined>}
 */
export async function pdfFirstPage(content) {
  const library = await drawing();
  if (!library) return undefined;
  const document = await open(content);
  const page = await document.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  if (!(width > 0 && height > 0)) return undefined;
  const viewport = page.getViewport({ scale: scaleFor(width, height) });
  const canvas = library.createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  const context = /** @type {any} */ (canvas.getContext('2d'));
  await page.render({ canvas: null, canvasContext: context, viewport, background: '#fff' }).promise;
  return canvas.encode('png');
}

/**
 * The words of its pages in their order, a line of the page a line.
 * @param {Buffer} content
 */
export async function pdfText(content) {
  const document = await open(content);
  let text = '';
  const pages = Math.min(document.numPages, mostPages);
  for (let number = 1; number <= pages && text.length < mostLetters; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  return text.slice(0, mostLetters);
}

/**
 * Fonts and tables come from the package; nothing is fetched and nothing of the document is evaluated.
 * @param {Buffer} content
 */
async function open(content) {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return getDocument({
    data: new Uint8Array(content.buffer, content.byteOffset, content.byteLength),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    disableFontFace: true,
    disableRange: true,
    disableStream: true,
    disableAutoFetch: true,
    stopAtErrors: false,
    maxImageSize: mostPixels,
    canvasMaxAreaInBytes: 4 * mostPixels,
    cMapUrl: join(home, 'cmaps/'),
    standardFontDataUrl: join(home, 'standard_fonts/'),
    wasmUrl: join(home, 'wasm/'),
    iccUrl: join(home, 'iccs/'),
  }).promise;
}
