import type { FileHandle } from 'node:fs/promises';

const batchBytes = 256 * 1024;

/**
 * Writes everything in batches of 256 KiB: while one is on its way to the disk the next is filled, so that whoever makes the
 * content and the disk work at the same time. Two batches are all the memory it takes.
 */
export async function writeBehind(
  handle: FileHandle,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  let filling = Buffer.allocUnsafe(batchBytes);
  let spare = Buffer.allocUnsafe(batchBytes);
  let filled = 0;
  let underway: Promise<void> = Promise.resolve();
  const swap = async (): Promise<void> => {
    await underway;
    underway = handle.writeFile(filling.subarray(0, filled));
    // Who awaits it comes later: until then its failure must not count as unheard.
    underway.catch(() => undefined);
    [filling, spare] = [spare, filling];
    filled = 0;
  };
  try {
    for await (const piece of content) {
      for (let from = 0; from < piece.length;) {
        const part = piece.subarray(from, from + batchBytes - filled);
        filling.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled === batchBytes) await swap();
      }
    }
    await swap();
  } finally {
    await underway;
  }
}
