import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Files } from './verify-dossier.js';

const mostFiles = 100_000;

/** Something is not a zip with one folder of files, as dossiers are. */
export class NotADossier extends Error {}

/** The files below the one folder of a zip, each under its name once. Throws NotADossier with a sentence. */
export async function zipFiles(zip: ZipFile): Promise<Files> {
  if (zip.entryCount > mostFiles) throw new NotADossier('It holds more files than any dossier.');
  const entries = new Map<string, Entry>();
  let folder: string | undefined;
  for await (const entry of zip.eachEntry()) {
    const slash = entry.fileName.indexOf('/');
    const own = entry.fileName.slice(0, slash);
    folder ??= own;
    if (slash < 1 || own !== folder)
      throw new NotADossier('It does not hold one folder, as dossiers do.');
    const path = entry.fileName.slice(slash + 1);
    if (path.endsWith('/') || path === '') continue;
    if (entries.has(path))
      throw new NotADossier(`It holds ${path} twice: whoever unpacks it sees only one.`);
    if (entry.compressionMethod !== 0)
      throw new NotADossier(`${path} is packed, as no dossier packs it.`);
    entries.set(path, entry);
  }
  return {
    list: () => Promise.resolve([...entries.keys()]),
    async open(path) {
      const entry = entries.get(path);
      if (!entry) throw new NotADossier(`${path} is missing.`);
      return zip.openReadStreamPromise(entry);
    },
  };
}

/** Opens a zip that lies in a file. Throws NotADossier where it is none, or breaks off. */
export async function openZip(path: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(path, { autoClose: false });
  } catch (error) {
    throw new NotADossier(`It is no zip, or not a whole one: ${(error as Error).message}.`);
  }
}
