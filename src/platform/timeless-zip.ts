const endRecord = 22;
const centralRecord = 46;
/** 1 January 1980, 0:00: the first moment that a zip can tell. */
const firstMoment = 0x00_21_00_00;

/**
 * The same zip with the first moment there is as the time of each entry, so that the same contents make the same bytes. In place.
 * @throws RangeError on what is no plain zip, without a comment and below 4 GB
 */
export function timelessZip(zip: Buffer): Buffer {
  const end = zip.length - endRecord;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06_05_4b_50) throw new RangeError('Not a plain zip.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02_01_4b_50) throw new RangeError('Not a plain zip.');
    zip.writeUInt32LE(firstMoment, at + 12);
    zip.writeUInt32LE(firstMoment, zip.readUInt32LE(at + 42) + 10);
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    at += centralRecord + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return zip;
}
