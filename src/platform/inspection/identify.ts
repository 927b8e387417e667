import type { Kind } from './accepted-types.js';
import { openingOf } from './markup.js';

const words: Record<string, string> = {
  gif: 'a GIF picture',
  zip: 'a ZIP archive',
  exe: 'a program',
  elf: 'a program',
  macho: 'a program',
  rar: 'a RAR archive',
  '7z': 'a 7-Zip archive',
  gz: 'a gzip archive',
  tar: 'a tar archive',
  bmp: 'a bitmap picture',
  tif: 'a TIFF picture',
  mp4: 'a film',
  rtf: 'an RTF document',
};
const textMagic: [string, string][] = [
  ['GIF8', 'a GIF picture'],
  ['{\\rtf', 'an RTF document'],
  ['%!PS', 'a PostScript document'],
];

/** What the first bytes say it is: a kind that has a signature, or words for anything else. */
export interface Identity {
  kind?: Kind | 'zip';
  words?: string;
}

/** `head` is the first kilobytes, `kind` what the name says. Text and what nobody knows have neither kind nor words. */
export async function identify(head: Buffer, kind: Kind): Promise<Identity> {
  const signed = bySignature(head);
  if (signed) return { kind: signed };
  const opening = head.toString('latin1', 0, 16);
  const magic = textMagic.find(([start]) => opening.startsWith(start));
  if (magic) return { words: magic[1] };
  if (isText(head)) {
    const opens = openingOf(head.toString('utf8'), kind !== 'xml');
    return opens === 'an HTML page' || opens === 'an SVG drawing' ? { words: opens } : {};
  }
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return {};
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { words: 'an office document in the old format or protected by a password' };
  }
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found ? { words: words[found.ext] ?? `a .${found.ext} file` } : {};
}

function bySignature(head: Buffer): Kind | 'zip' | undefined {
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'pdf';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  const riff = head.toString('latin1', 0, 4) === 'RIFF';
  if (riff && head.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) {
    return 'zip';
  }
  return undefined;
}

function isText(head: Buffer): boolean {
  return !head.includes(0);
}

function startsWith(bytes: Buffer, signature: number[]): boolean {
  return bytes.subarray(0, signature.length).equals(Buffer.from(signature));
}
