import type { Content } from './content.js';
import { refuse } from './refuse.js';

const endRecord = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const endRecordBytes = 22;
const longestComment = 0xffff;

/**
 * Refuses what a ZIP reader would open as well: such readers look for their directory from the end of the file and do not
 * mind what stands before it.
 */
export async function checkNoArchive(content: Content): Promise<void> {
  const tail = await content.tail(longestComment + endRecordBytes);
  for (let at = tail.indexOf(endRecord); at !== -1; at = tail.indexOf(endRecord, at + 1)) {
    if (at + endRecordBytes <= tail.length && isEndRecord(tail, at)) {
      refuse('is also a ZIP archive: save it again in the program it was made with');
    }
  }
}

function isEndRecord(tail: Buffer, at: number): boolean {
  const here = tail.readUInt16LE(at + 8);
  const all = tail.readUInt16LE(at + 10);
  const comment = tail.readUInt16LE(at + 20);
  return here === all && at + endRecordBytes + comment <= tail.length;
}
