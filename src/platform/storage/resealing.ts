import { NotFound } from '../errors.js';
import { inLanes } from '../lanes.js';
import { BlobBroken } from './blob-format.js';
import type { Blobs } from './blobs.js';

/** Each waits for the disk more than it works. */
const atOnce = 6;

export type ResealedBlob = 'changed' | 'as it was' | 'broken' | 'gone';

/** Seals the keys of all these files with the newest master key, several at a time, and tells of each. It may be broken off and repeated. */
export async function resealAll(
  blobs: Blobs,
  names: readonly string[],
  tell: (name: string, how: ResealedBlob) => void,
): Promise<void> {
  await inLanes(atOnce, names, async (name) => tell(name, await resealOne(blobs, name)));
}

async function resealOne(blobs: Blobs, name: string): Promise<ResealedBlob> {
  try {
    return (await blobs.reseal(name)) ? 'changed' : 'as it was';
  } catch (error) {
    if (error instanceof BlobBroken) return 'broken';
    if (error instanceof NotFound) return 'gone';
    throw error;
  }
}
