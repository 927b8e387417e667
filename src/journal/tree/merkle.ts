import { hash } from 'node:crypto';

/** The hashes of complete subtrees: that of the 2^level leaves whose place among such groups is `index`, counted from 0. */
export type Subtrees = (level: number, index: number) => Promise<Buffer>;

/** SHA-256 (32 bytes) of one entry of a tree, as RFC 6962, section 2.1, sets it apart from a node. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.concat([leafMark, entry]));

/** SHA-256 (32 bytes) of the two subtrees below a node (RFC 6962, section 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([nodeMark, left, right]));

/**
 * The node above hashes, 32 bytes each and one after another, that are a power of two in number: what `nodeHash` gives of them
 * pair by pair and row by row, in one piece of memory, so that millions of them leave nothing to be collected.
 */
export function nodeAbove(hashes: Buffer): Buffer {
  const row = Buffer.from(hashes);
  const node = Buffer.concat([nodeMark, Buffer.alloc(2 * hashBytes)]);
  for (let length = row.length; length > hashBytes; length /= 2) {
    for (let from = 0; from < length; from += 2 * hashBytes) {
      row.copy(node, 1, from, from + 2 * hashBytes);
      row.write(digest(node), from / 2, 'binary');
    }
  }
  return row.subarray(0, hashBytes);
}

/** The same with all that stands between: the hashes given, the row above them, and so on, up to the one node. */
export function nodesOver(hashes: Buffer): Buffer {
  const rows = Buffer.concat([hashes, Buffer.alloc(hashes.length - hashBytes)]);
  const node = Buffer.concat([nodeMark, Buffer.alloc(2 * hashBytes)]);
  for (let [from, to] = [0, hashes.length]; to < rows.length; from += 2 * hashBytes) {
    rows.copy(node, 1, from, from + 2 * hashBytes);
    to += rows.write(digest(node), to, 'binary');
  }
  return rows;
}

/** Of a hash, in bytes. */
export const hashBytes = 32;

// A digest that is a text is not an object with memory of its own, which costs more than the hashing.
const digest = (content: Buffer): string => hash('sha256', content, 'binary');
const sha256 = (content: Buffer): Buffer => Buffer.from(digest(content), 'binary');

/** The root of a tree without entries. */
export const emptyRoot = sha256(Buffer.alloc(0));

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** The root of the first `size` entries (RFC 6962, section 2.1). Reads about as many subtrees as `size` has binary digits. */
export async function rootOf(size: number, subtrees: Subtrees): Promise<Buffer> {
  return size === 0 ? emptyRoot : rangeHash(0, size, subtrees);
}

/**
 * The audit path (RFC 6962, section 2.1.1) of the entry at `index`, counted from 0, in the tree of `size` entries: the hashes
 * with which its leaf becomes the root, lowest first. `index` < `size`, or a RangeError. Of the complete subtree of so many
 * leaves that begins there, where `leaves` says how many: a power of two, of which `index` is a multiple.
 */
export async function inclusionProof(
  index: number,
  size: number,
  subtrees: Subtrees,
  leaves = 1,
): Promise<Buffer[]> {
  if (index < 0 || index >= size) throw new RangeError('There is no such entry in this tree.');
  const path: Buffer[] = [];
  let start = 0;
  let end = size;
  while (end - start > leaves) {
    const middle = start + splitOf(end - start);
    const isLeft = index < middle;
    path.unshift(await rangeHash(isLeft ? middle : start, isLeft ? end : middle, subtrees));
    if (isLeft) end = middle;
    else start = middle;
  }
  return path;
}

/**
 * The consistency proof (RFC 6962, section 2.1.2) between the tree of the first `from` entries and that of `to`: nothing where
 * they are the same tree, or the first is empty. 0 <= `from` <= `to`, or a RangeError.
 */
export async function consistencyProof(
  from: number,
  to: number,
  subtrees: Subtrees,
): Promise<Buffer[]> {
  if (from < 0 || from > to) throw new RangeError('The earlier tree is not the smaller one.');
  if (from === 0 || from === to) return [];
  const proof: Buffer[] = [];
  let start = 0;
  let end = to;
  // Whether the part that is left of the earlier tree is still one whose hash the verifier knows: its own root.
  let isWhole = true;
  while (from !== end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      proof.unshift(await rangeHash(middle, end, subtrees));
      end = middle;
    } else {
      proof.unshift(await rangeHash(start, middle, subtrees));
      start = middle;
      isWhole = false;
    }
  }
  if (!isWhole) proof.unshift(await rangeHash(start, end, subtrees));
  return proof;
}

/** The hash of the entries from `start` up to `end`, where `start` is one at which a subtree of that width begins. */
async function rangeHash(start: number, end: number, subtrees: Subtrees): Promise<Buffer> {
  const width = end - start;
  const split = splitOf(width);
  if (split * 2 === width || width === 1) {
    return subtrees(Math.log2(width), start / width);
  }
  return nodeHash(
    await rangeHash(start, start + split, subtrees),
    await rangeHash(start + split, end, subtrees),
  );
}

/** The largest power of two smaller than `width` (RFC 6962 calls it k). */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}
