import { seal, SealBroken, type MasterKey } from '../keys/index.js';
import { BlobBroken } from './blob-format.js';

const fileKey = seal('blob', 'blobs');

/** The key of one stored file as it stands in front of its content: sealed, bound to the file's name. */
export const sealFileKey = (master: MasterKey, name: string, key: Buffer): string =>
  master.seal(fileKey, name, key.toString('base64url'));

export const openFileKey = (master: MasterKey, name: string, sealed: string): Buffer =>
  orBroken(name, () => Buffer.from(master.open(fileKey, name, sealed), 'base64url'));

/** Nothing where it is sealed with the newest master key already. */
export const resealFileKey = (
  master: MasterKey,
  name: string,
  sealed: string,
): string | undefined => orBroken(name, () => master.reseal(fileKey, name, sealed));

function orBroken<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SealBroken ? new BlobBroken(name) : error;
  }
}
