import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Database } from '../../platform/database/index.js';
import {
  consistencyProof,
  hashBytes,
  inclusionProof,
  leafHash,
  nodeAbove,
  rootOf,
} from './merkle.js';
import type { Subtrees } from './merkle.js';
import { BlockPaths } from './block-paths.js';

/** So many hashes of one row are kept, or computed, together: of 2^8 of them follows one of the row above. */
const width = 256;
const levels = 8;
const highestRow = 3;
/** Proofs of entries that follow each other share nearly all of these. */
const nodesKept = 1_024;
const leavesKept = 256;

/**
 * The Merkle tree over the hashes of the journal's entries, in their order. The hash of every 256 entries, of every 256 of
 * those, and so on is kept once it is known, so that a root or a proof reads a few hundred rows, however long the journal is.
 */
@Injectable()
export class JournalTree {
  constructor(private readonly database: Database) {}

  async root(size: number): Promise<Buffer> {
    return rootOf(size, this.subtrees());
  }

  /** `seq` counts from 1, as entries do. */
  async inclusion(seq: number, size: number): Promise<Buffer[]> {
    return inclusionProof(seq - 1, size, this.subtrees());
  }

  async consistency(from: number, to: number): Promise<Buffer[]> {
    return consistencyProof(from, to, this.subtrees());
  }

  /**
   * The same in base64, for entries that are asked for in their order: 256 of them share most of it, and what is theirs alone is
   * computed at once.
   */
  paths(size: number): (seq: number) => Promise<string[]> {
    const rows = new Rows(this.database);
    const subtrees = this.subtrees(rows);
    let known: { number: number; paths: BlockPaths } | undefined;
    return async (seq) => {
      const number = Math.floor((seq - 1) / width);
      const isComplete = (number + 1) * width <= size;
      if (!isComplete) return (await inclusionProof(seq - 1, size, subtrees)).map(inBase64);
      if (known?.number !== number) {
        const above = await inclusionProof(number * width, size, subtrees, width);
        const paths = new BlockPaths(await rows.block(0, number), above.map(inBase64));
        known = { number, paths };
      }
      return known.paths.of((seq - 1) % width);
    };
  }

  private subtrees(rows = new Rows(this.database)): Subtrees {
    const known = new Newest<Promise<Buffer>>(nodesKept);
    return (level, index) => known.of(`${level}/${index}`, () => this.subtree(rows, level, index));
  }

  private async subtree(rows: Rows, level: number, index: number): Promise<Buffer> {
    const row = Math.min(Math.floor(level / levels), highestRow);
    const many = 2 ** (level - row * levels);
    const block = await rows.block(row, Math.floor((index * many) / width));
    const from = ((index * many) % width) * hashBytes;
    const hashes = block.subarray(from, from + many * hashBytes);
    if (hashes.length < many * hashBytes) throw shorter();
    // A copy: what is kept of it shall not keep all that it was computed in.
    return Buffer.from(nodeAbove(hashes));
  }

  /** Keeps what has become known since. Whoever is late finds it kept already. */
  async grow(size: number): Promise<void> {
    for (let row = 1; row <= highestRow; row += 1) {
      const complete = Math.floor(size / width ** row);
      const [kept] = await this.database.sql<{ count: number }[]>`
        SELECT coalesce(max(position) + 1, 0) AS count FROM journal_tile WHERE level = ${row}`;
      for (let position = kept?.count ?? 0; position < complete;) {
        const rows = new Rows(this.database);
        const tiles: unknown[][] = [];
        for (; position < complete && tiles.length < width; position += 1) {
          tiles.push([row, position, (await rows.computed(row, position)).toString('hex')]);
        }
        await this.database.transaction(() =>
          this.database.insertRows(
            'journal_tile',
            ['level', 'position', 'hash'],
            tiles,
            'ON CONFLICT (level, position) DO NOTHING',
          ),
        );
      }
    }
  }
}

/** What was computed last, so much of it. */
class Newest<T> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly most: number) {}

  of(key: string, compute: () => T): T {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const computed = compute();
    this.kept.set(key, computed);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest);
    return computed;
  }
}

/** Row 0 are the leaves, row 1 what is kept of every 256 of them, and so on. Hashes stand one after another. */
class Rows {
  private readonly tilesKnown = new Map<string, Promise<Buffer>>();
  /** These are many: a proof over a long journal shall not hold them all. */
  private readonly leavesKnown = new Newest<Promise<Buffer>>(leavesKept);

  constructor(private readonly database: Database) {}

  /** The hashes of a row from `256 * number` on, at most 256 of them. */
  block(row: number, number: number): Promise<Buffer> {
    const key = `${row}/${number}`;
    if (row === 0) return this.leavesKnown.of(key, () => this.leaves(number));
    const known = this.tilesKnown.get(key) ?? this.tiles(row, number);
    this.tilesKnown.set(key, known);
    return known;
  }

  /** The hash at `position` of a row, from the 256 below it. */
  async computed(row: number, position: number): Promise<Buffer> {
    await setImmediate();
    const below = await this.block(row - 1, position);
    if (below.length < width * hashBytes) throw shorter();
    return nodeAbove(below);
  }

  private async leaves(number: number): Promise<Buffer> {
    const first = number * width;
    const rows = await this.database.sql<{ hash: string }[]>`
      SELECT hash FROM journal_entry WHERE seq > ${first} AND seq <= ${first + width} ORDER BY seq`;
    const leaves = Buffer.alloc(rows.length * hashBytes);
    rows.forEach(({ hash }, at) => leafOf(hash).copy(leaves, at * hashBytes));
    return leaves;
  }

  private async tiles(row: number, number: number): Promise<Buffer> {
    const first = number * width;
    const kept = await this.database.sql<{ hash: string }[]>`
      SELECT hash FROM journal_tile WHERE level = ${row} AND position >= ${first} AND position < ${first + width}
      ORDER BY position`;
    const hashes: Buffer[] = kept.map(({ hash }) => Buffer.from(hash, 'hex'));
    while (hashes.length < width) {
      const position = first + hashes.length;
      if ((await this.block(row - 1, position)).length < width * hashBytes) break;
      hashes.push(await this.computed(row, position));
    }
    return Buffer.concat(hashes);
  }
}

/** The leaf of an entry whose hash in the chain is this. */
export const leafOf = (entryHash: string): Buffer => leafHash(Buffer.from(entryHash, 'hex'));

const inBase64 = (hash: Buffer): string => hash.toString('base64');

const shorter = (): Error => new Error('The journal is shorter than the tree asked for.');
