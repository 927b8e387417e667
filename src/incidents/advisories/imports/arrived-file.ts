import { createHash } from 'node:crypto';
import { lstat, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unreadable, type ReadOne } from '../reading/index.js';
import type { ReadText } from './advisory-reader.service.js';
import { textOf, zipRecords } from './zip-records.js';

export const mostTextBytes = 4_000_000;

const prefix = 'assay-advisories-';

export interface ArrivedFile {
  path: string;
  bytes: number;
  sha256: string;
  drop(): Promise<void>;
}

/** Writes what arrives into a file of its own outside the data, and throws what `tooLarge` makes beyond `most` bytes. */
export async function arrived(
  content: AsyncIterable<Uint8Array>,
  most: number,
  tooLarge: () => Error,
): Promise<ArrivedFile> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const drop = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'arrived');
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of content) {
        bytes += piece.length;
        if (bytes > most) throw tooLarge();
        hash.update(piece);
        await file.write(piece);
      }
    } finally {
      await file.close();
    }
    return { path, bytes, sha256: hash.digest('hex'), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Removes files that arrived before a moment: whoever read them was killed. */
export async function dropForgotten(before: Date): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const path = join(tmpdir(), name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() && found.mtime < before)
      await rm(path, { recursive: true, force: true });
  }
}

/**
 * The records of a file, which may be a ZIP of many; told apart by its first bytes.
 *
 * @throws Unreadable where the file as a whole is nothing that is read here
 */
export async function* recordsOf(
  { path, bytes }: { path: string; bytes: number },
  name: string,
  read: ReadText,
): AsyncGenerator<ReadOne[]> {
  if (await isZip(path)) {
    yield* zipRecords(path, name, read);
    return;
  }
  if (bytes > mostTextBytes)
    throw new Unreadable(
      `It is text of more than ${mostTextBytes} bytes. Put its records into a ZIP file, each in a file of its own.`,
    );
  yield await read(textOf(await readFile(path)), name);
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt16LE(0) === 0x4b50;
  } finally {
    await file.close();
  }
}
