import { nodeHash } from './merkle.js';

/**
 * Whether `path` leads from the leaf at `index`, counted from 0, to the `root` of a tree of `size` entries (RFC 9162, section
 * 2.1.3.2). It needs nothing but what it is given, so that whoever holds a root can check without us.
 */
export function isIncluded(
  { index, size, root }: { index: number; size: number; root: Buffer },
  leaf: Buffer,
  path: readonly Buffer[],
): boolean {
  if (index < 0 || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hash = leaf;
  for (const other of path) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(other, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, other);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export interface Head {
  size: number;
  /** 32 bytes. */
  root: Buffer;
}

/**
 * Whether `proof` shows that the tree of `later` begins with all entries of `earlier`, unchanged and in the same order (RFC
 * 9162, section 2.1.4.2).
 */
export function isConsistent(earlier: Head, later: Head, proof: readonly Buffer[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === 0) return proof.length === 0;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  const [first, ...rest] = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof;
  if (!first) return false;
  let [place, last] = [earlier.size - 1, later.size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [early, late] = [first, first];
  for (const other of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      early = nodeHash(other, early);
      late = nodeHash(other, late);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      late = nodeHash(late, other);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && early.equals(earlier.root) && late.equals(later.root);
}

const isOdd = (number: number): boolean => number % 2 === 1;
const half = (number: number): number => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number));
