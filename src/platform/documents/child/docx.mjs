// @ts-check
import yauzl from 'yauzl';

const main = 'word/document.xml';
const mostBytes = 40 * 1024 * 1024;
const mostParts = 5_000;
const mostLetters = 4_000_000;
/** @type {Record<string, string>} */
const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The words of a document, a paragraph a line.
 * @param {Buffer} content
 * @returns {Promise<string | undefined>}
 */
export async function docxText(content) {
  const zip = await yauzl.fromBufferPromise(content);
  let seen = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === main) return textOf(await whole(await zip.openReadStreamPromise(entry)));
    if ((seen += 1) > mostParts) return undefined;
  }
  return undefined;
}

/** @param {import('node:stream').Readable} stream */
async function whole(stream) {
  /** @type {Buffer[]} */
  const pieces = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > mostBytes) break;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** @param {string} xml */
function textOf(xml) {
  return xml
    .replace(/<w:(?:tab|br|cr)\b[^<>]*>/g, ' ')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<w:(?:instrText|delText)\b[^<>]*>[^<]*/g, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (all, name) => named[name] ?? letter(name) ?? all)
    .trimStart()
    .slice(0, mostLetters);
}

/** @param {string} name */
function letter(name) {
  if (!name.startsWith('#')) return undefined;
  const code = Number(/^#x/i.test(name) ? `0${name.slice(1)}` : name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
