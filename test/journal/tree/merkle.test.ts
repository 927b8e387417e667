import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  type Subtrees,
} from '../../../src/journal/tree/merkle.js';
import { BlockPaths } from '../../../src/journal/tree/block-paths.js';
import { isConsistent, isIncluded } from '../../../src/journal/tree/proofs.js';
import { TreeEdge } from '../../../src/journal/tree/tree-edge.js';

/** The entries and roots with which implementations of Certificate Transparency test themselves. */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = entries.map((entry) => leafHash(Buffer.from(entry, 'hex')));

function over(hashes: readonly Buffer[]): Subtrees {
  const node: Subtrees = async (level, index) => {
    const leaf = hashes[index];
    if (level === 0) {
      if (!leaf) throw new Error(`There is no leaf ${index}.`);
      return leaf;
    }
    return nodeHash(await node(level - 1, index * 2), await node(level - 1, index * 2 + 1));
  };
  return node;
}

const inBase64 = (hash: Buffer): string => hash.toString('base64');

const many = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));

describe('a Merkle tree', () => {
  it('has the published roots, computed whole and entry by entry', async () => {
    const edge = new TreeEdge();
    expect(edge.root()).toEqual(emptyRoot);
    for (const [at, leaf] of leaves.entries()) {
      edge.add(leaf);
      expect(edge.root().toString('hex')).toBe(roots[at]);
      expect((await rootOf(at + 1, over(leaves))).toString('hex')).toBe(roots[at]);
    }
    expect(emptyRoot.toString('hex')).toMatch(/^e3b0c44298fc1c14/);
  });

  it('proves each of its entries, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), async (size, pick) => {
        const hashes = many(size);
        const index = pick % size;
        const root = await rootOf(size, over(hashes));
        const path = await inclusionProof(index, size, over(hashes));
        const leaf = hashes[index] as Buffer;
        expect(isIncluded({ index, size, root }, leaf, path)).toBe(true);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        expect(isIncluded({ index, size, root }, leafHash(leaf), path)).toBe(false);
        expect(isIncluded({ index, size, root }, leaf, [...path, leaf])).toBe(false);
        const other = (index + 1) % size;
        expect(isIncluded({ index: other, size, root }, leaf, path)).toBe(size === 1);
      }),
      { numRuns: 60 },
    );
  });

  it('proves that a later tree begins with an earlier one, and only then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), async (to, pick) => {
        const hashes = many(to);
        const from = 1 + (pick % to);
        const earlier = { size: from, root: await rootOf(from, over(hashes)) };
        const later = { size: to, root: await rootOf(to, over(hashes)) };
        const proof = await consistencyProof(from, to, over(hashes));
        expect(isConsistent(earlier, later, proof)).toBe(true);

        const changed = hashes.with(pick % from, leafHash(Buffer.from('rewritten')));
        const rewritten = { size: to, root: await rootOf(to, over(changed)) };
        const forged = await consistencyProof(from, to, over(changed));
        expect(isConsistent(earlier, rewritten, forged)).toBe(false);
        expect(isConsistent(earlier, rewritten, proof)).toBe(false);
        expect(isConsistent(earlier, later, [...proof, earlier.root])).toBe(false);
        if (proof.length > 0) expect(isConsistent(earlier, later, proof.slice(1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same path where those of a complete subtree are computed at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.nat({ max: 4 }),
        fc.nat(),
        async (size, level, pick) => {
          const [hashes, width] = [many(size), 2 ** level];
          fc.pre(size >= width);
          const from = (pick % Math.floor(size / width)) * width;
          const above = await inclusionProof(from, size, over(hashes), width);
          const leavesOfIt = Buffer.concat(hashes.slice(from, from + width));
          const paths = new BlockPaths(leavesOfIt, above.map(inBase64));
          for (let place = 0; place < width; place += 1) {
            const path = await inclusionProof(from + place, size, over(hashes));
            expect(paths.of(place)).toEqual(path.map(inBase64));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses what cannot be proven', async () => {
    await expect(inclusionProof(3, 3, over(leaves))).rejects.toThrow(RangeError);
    await expect(consistencyProof(4, 3, over(leaves))).rejects.toThrow(RangeError);
    expect(await consistencyProof(0, 3, over(leaves))).toEqual([]);
  });
});
