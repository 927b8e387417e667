import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { Busy } from '../../platform/errors.js';
import type { Files } from './verify-dossier.js';

const mostFiles = 100_000;

/** Something is not a zip with one folder of files, as dossiers are. */
export class NotADossier extends Error {}

/**
 * Lets `work` see the files below the one folder of a zip, each under its name once. Throws NotADossier with a sentence where
 * the file is no zip, breaks off, or is not made like a dossier.
 */
export async function inZip<T>(
  open: () => Promise<ZipFile>,
  work: (files: Files) => Promise<T>,
): Promise<T> {
  const zip = await open().catch(() => {
    throw new NotADossier('It is no zip, or one that broke off on its way.');
  });
  try {
    return await work(filesOf(zip, await entriesOf(zip)));
  } catch (error) {
    if (error instanceof NotADossier || error instanceof Busy) throw error;
    throw new NotADossier(`It cannot be read to its end: ${sentence(error)}`);
  } finally {
    zip.close();
  }
}

/** Names are taken as they stand: whoever unpacks it takes a backslash for another thing than a slash. */
export const zipAt = (path: string) => () =>
  yauzl.openPromise(path, { autoClose: false, strictFileNames: true });

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostFiles) throw new NotADossier('It holds more files than any dossier.');
  const entries = new Map<string, Entry>();
  let folder: string | undefined;
  let stored = 0;
  for await (const entry of zip.eachEntry()) {
    const slash = entry.fileName.indexOf('/');
    const own = entry.fileName.slice(0, slash);
    folder ??= own;
    if (slash < 1 || own !== folder) {
      throw new NotADossier('It does not hold one folder, as dossiers do.');
    }
    const path = entry.fileName.slice(slash + 1);
    if (path.endsWith('/') || path === '') continue;
    if (entries.has(path)) {
      throw new NotADossier(`It holds ${path} twice: whoever unpacks it sees only one.`);
    }
    if (entry.compressionMethod !== 0) {
      throw new NotADossier(`${path} is packed in a way that dossiers are not.`);
    }
    if (!isPlainFile(entry)) throw new NotADossier(`${path} is a link, or no file at all.`);
    stored += entry.compressedSize;
    if (stored > zip.fileSize) throw new NotADossier('Files in it lie upon one another.');
    entries.set(path, entry);
  }
  return entries;
}

/** Made on Unix, an entry says what it becomes there. */
function isPlainFile({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000;
  return versionMadeBy >>> 8 !== 3 || kind === 0o100000 || kind === 0;
}

const filesOf = (zip: ZipFile, entries: ReadonlyMap<string, Entry>): Files => ({
  list: () => Promise.resolve([...entries.keys()]),
  async open(path) {
    const entry = entries.get(path);
    if (!entry) throw new NotADossier(`${path} is missing.`);
    return zip.openReadStreamPromise(entry);
  },
});

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.replace(/\.$/, '')}.`;
}
