import { createHmac, hkdfSync } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Values of a signature. The standard error of an estimate is at most sqrt(1 / (4 × 128)) = 4.4 percent. */
const signatureValues = 128;
/** Values that form one band: two texts meet when all values of one band agree. */
const bandValues = 4;
const bands = signatureValues / bandValues;
const pauseEvery = 1_000;
const { imul } = Math;

export type Signature = Uint32Array;

/**
 * MinHash (Broder, 1997) with hashes that only the holder of the key can make: without it nobody can tell whether a
 * guessed sentence is in the text.
 */
export class Signer {
  private readonly shingleKey: Buffer;
  private readonly bandKey: Buffer;
  private readonly factors: Uint32Array;

  /** `key` is 32 random bytes. */
  constructor(key: Buffer) {
    this.shingleKey = derived(key, 'shingle', 32);
    this.bandKey = derived(key, 'band', 32);
    const bytes = derived(key, 'factors', signatureValues * 12);
    this.factors = Uint32Array.from({ length: signatureValues * 3 }, (_, at) =>
      bytes.readUInt32LE(at * 4),
    );
  }

  /**
   * The smallest value of each of 128 hash functions over all shingles. Others get their turn in between.
   *
   * @param shingles at least one
   */
  async sign(shingles: Iterable<string>): Promise<Signature> {
    const smallest = new Uint32Array(signatureValues).fill(0xffffffff);
    let done = 0;
    for (const shingle of shingles) {
      const hash = createHmac('sha256', this.shingleKey).update(shingle).digest();
      this.lower(smallest, hash.readUInt32LE(0), hash.readUInt32LE(4));
      if ((done += 1) % pauseEvery === 0) await setImmediate();
    }
    return smallest;
  }

  /**
   * One word a band, the same for two texts when all values of that band agree. With 32 bands of 4, texts with 80 percent in
   * common meet in some band with probability 0.99999995, with 60 percent 0.988, with 20 percent 0.05.
   */
  bandsOf(signature: Signature): string[] {
    return Array.from({ length: bands }, (_, band) => {
      const values = signature.subarray(band * bandValues, (band + 1) * bandValues);
      const word = createHmac('sha256', this.bandKey).update(`${band} ${values.join(' ')}`);
      return word.digest('hex').slice(0, 16);
    });
  }

  /** Multilinear in both halves of the hash, then mixed so that every bit counts. */
  private lower(smallest: Uint32Array, low: number, high: number): void {
    const { factors } = this;
    for (let n = 0, at = 0; n < signatureValues; n += 1, at += 3) {
      const sum = imul(low, factors[at]! | 1) + imul(high, factors[at + 1]! | 1) + factors[at + 2]!;
      const value = mixed(sum);
      if (value < smallest[n]!) smallest[n] = value;
    }
  }
}

/**
 * The estimated share of shingles that two texts have in common (Jaccard index), from 0 to 1: the share of values that agree.
 * Of identical texts it is 1.
 */
export function shareOf(one: Signature, other: Signature): number {
  let equal = 0;
  for (let n = 0; n < signatureValues; n += 1) if (one[n] === other[n]) equal += 1;
  return equal / signatureValues;
}

/** As it is kept: 128 values of 4 bytes. */
export function signatureText(signature: Signature): string {
  const bytes = Buffer.alloc(signatureValues * 4);
  signature.forEach((value, n) => bytes.writeUInt32LE(value, n * 4));
  return bytes.toString('base64');
}

/** Gives back what `signatureText` made. Throws RangeError for anything else. */
export function readSignature(text: string): Signature {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== signatureValues * 4) throw new RangeError('This is no signature.');
  return Uint32Array.from({ length: signatureValues }, (_, n) => bytes.readUInt32LE(n * 4));
}

function mixed(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function derived(key: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `assay likeness ${purpose}`, bytes));
}
