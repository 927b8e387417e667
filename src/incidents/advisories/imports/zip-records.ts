import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { shown, Unreadable, type ReadOne } from '../reading/index.js';
import type { ReadText } from './advisory-reader.service.js';

export interface ZipLimits {
  /** Files in the archive. */
  entries: number;
  /** Bytes of one of them, unpacked. */
  each: number;
  /** Bytes of all of them, unpacked. */
  all: number;
}

export const zipLimits: ZipLimits = { entries: 100_000, each: 4_000_000, all: 1_000_000_000 };

/**
 * The records of a ZIP file, a file of it at a time; of each that is none, why. Nothing is ever written under a name of the
 * archive. Where the archive is damaged, what stands before that is given.
 *
 * @throws Unreadable where it is no ZIP file, or has too many files
 */
export async function* zipRecords(
  path: string,
  name: string,
  read: ReadText,
  limits: ZipLimits = zipLimits,
): AsyncGenerator<ReadOne[]> {
  const file = await yauzl
    .openPromise(path, { autoClose: false, decodeStrings: false })
    .catch(() => {
      throw new Unreadable('It is not a ZIP file as it should be.');
    });
  try {
    if (file.entryCount > limits.entries) {
      throw new Unreadable(`It has more than ${limits.entries} files. Split it.`);
    }
    yield* records(file, name, read, limits);
  } finally {
    file.close();
  }
}

async function* records(
  file: ZipFile,
  name: string,
  read: ReadText,
  limits: ZipLimits,
): AsyncGenerator<ReadOne[]> {
  const seen = new Set<string>();
  let left = limits.all;
  try {
    for await (const entry of file.eachEntry()) {
      const own = nameOf(entry);
      if (own.endsWith('/')) continue;
      const where = `${name}/${shown(own, 200)}`;
      const problem = problemOf(entry, own, seen, limits.each);
      seen.add(own);
      if (problem !== undefined) {
        yield [{ where, problem }];
        continue;
      }
      left -= entry.uncompressedSize;
      if (left < 0) {
        yield [
          {
            where,
            problem: `With it there is more than ${limits.all} bytes to unpack; neither it nor what stands behind it was read.`,
          },
        ];
        return;
      }
      yield await unpacked(file, entry, where, read);
    }
  } catch {
    yield [
      {
        where: name,
        problem: 'The archive is damaged. What stands behind the damage was not read.',
      },
    ];
  }
}

async function unpacked(
  file: ZipFile,
  entry: Entry,
  where: string,
  read: ReadText,
): Promise<ReadOne[]> {
  const bytes = await whole(await file.openReadStreamPromise(entry)).catch(() => undefined);
  if (!bytes)
    return [
      { where, problem: 'It cannot be unpacked: it is damaged, or not as large as it says.' },
    ];
  return readOr(bytes, where, read);
}

/** The records of a file; of one that is none at all, why. */
async function readOr(bytes: Buffer, where: string, read: ReadText): Promise<ReadOne[]> {
  try {
    return await read(textOf(bytes), where);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [{ where, problem: error.message }];
  }
}

/** @throws Unreadable where it is not UTF-8 */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('It is not text in UTF-8.');
  }
}

/** A stream of yauzl ends in an error where it is longer or shorter than the directory says. */
async function whole(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const nameOf = (entry: Entry): string => (entry.fileName as unknown as Buffer).toString('utf8');

function problemOf(
  entry: Entry,
  name: string,
  seen: Set<string>,
  most: number,
): string | undefined {
  if (seen.has(name)) return 'It is there twice.';
  if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(name)) {
    return 'Its name leads out of the archive.';
  }
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return 'It is a link.';
  if (!/\.(json|ya?ml)$/i.test(name)) return 'It is neither JSON nor YAML by its ending.';
  if (entry.isEncrypted()) return 'It is encrypted.';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return 'It is packed in a way that is not read here.';
  }
  return entry.uncompressedSize > most ? `It is larger than ${most} bytes.` : undefined;
}
