import { copyNames } from '../../platform/database/index.js';
import { sha256Lines } from '../../platform/sha256-lines.js';
import { BackupRefused } from './backup-refused.js';

/** What every other file of a backup is held to, in the form `sha256sum -c` reads. It is written last. */
export const manifestName = 'manifest-sha256.txt';
export const signatureName = `${manifestName}.sig`;
export const signerName = 'signer.pem';
export const factsName = 'backup.json';

export const filesFolder = 'blobs';
/** What else of the data folder belongs to a backup. The folder of keys never does. */
export const ownFolders: readonly string[] = ['templates'];

const line = /^([0-9a-f]{64}) {2}(.+)$/;
const file = /^blobs\/([0-9a-f]{2})\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{10}\1$/;
const own = new RegExp(`^(${ownFolders.join('|')})(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$`);

/** Whether a file of this path, with slashes, can be in a backup. */
export const belongs = (path: string): boolean =>
  [...copyNames, factsName, signerName].includes(path) || file.test(path) || own.test(path);

/** Whether this name can stand at the top of a backup. */
export const isTopName = (name: string): boolean =>
  [...copyNames, factsName, signerName, manifestName, signatureName].includes(name) ||
  copyNames.some((copy) => name === `${copy}-journal`) ||
  [filesFolder, ...ownFolders].includes(name);

/** SHA-256 in hexadecimal by path, with slashes. */
export type Manifest = ReadonlyMap<string, string>;

/** Throws BackupRefused for anything that `sha256Lines` would not have written. */
export function readManifest(text: string): Manifest {
  const manifest = new Map<string, string>();
  for (const written of text.split('\n').slice(0, -1)) {
    const [, hash, path] = line.exec(written) ?? [];
    if (!hash || !path || !belongs(path)) {
      throw new BackupRefused(`${manifestName} has a line that is none of a backup: ${written}`);
    }
    manifest.set(path, hash);
  }
  if (sha256Lines(manifest) !== text) {
    throw new BackupRefused(`${manifestName} is cut off, or its lines are not as they were.`);
  }
  return manifest;
}
