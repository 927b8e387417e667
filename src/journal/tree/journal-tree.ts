import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Database } from '../../platform/database/index.js';
import { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf } from './merkle.js';
import type { Subtrees } from './merkle.js';

/** So many hashes of one row are kept, or computed, together: of 2^8 of them follows one of the row above. */
const width = 256;
const levels = 8;
const highestRow = 3;

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

  /** Proofs that read the same subtrees want one of these between them. */
  subtrees(): Subtrees {
    const rows = new Rows(this.database);
    return async (level, index) => {
      const row = Math.min(Math.floor(level / levels), highestRow);
      const many = 2 ** (level - row * levels);
      const hashes: Buffer[] = [];
      for (let from = index * many; hashes.length < many;) {
        const block = await rows.block(row, Math.floor(from / width));
        const some = block.slice(from % width, (from % width) + many - hashes.length);
        if (some.length === 0) throw new Error('The journal is shorter than the tree asked for.');
        hashes.push(...some);
        from += some.length;
      }
      return foldedOf(hashes);
    };
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

/** Row 0 are the leaves, row 1 what is kept of every 256 of them, and so on. */
class Rows {
  private readonly known = new Map<string, Promise<Buffer[]>>();

  constructor(private readonly database: Database) {}

  /** The hashes of a row from `256 * number` on, at most 256 of them. */
  block(row: number, number: number): Promise<Buffer[]> {
    const key = `${row}/${number}`;
    const known = this.known.get(key);
    if (known) return known;
    const read = row === 0 ? this.leaves(number) : this.tiles(row, number);
    // The lowest rows are read once and are many: a proof over a long journal shall not hold them all.
    if (row > 0 || this.known.size < width) this.known.set(key, read);
    return read;
  }

  /** The hash at `position` of a row, from the 256 below it. */
  async computed(row: number, position: number): Promise<Buffer> {
    await setImmediate();
    const below = await this.block(row - 1, position);
    if (below.length < width) throw new Error('The journal is shorter than the tree asked for.');
    return foldedOf(below);
  }

  private async leaves(number: number): Promise<Buffer[]> {
    const first = number * width;
    const rows = await this.database.sql<{ hash: string }[]>`
      SELECT hash FROM journal_entry WHERE seq > ${first} AND seq <= ${first + width} ORDER BY seq`;
    return rows.map(({ hash }) => leafOf(hash));
  }

  private async tiles(row: number, number: number): Promise<Buffer[]> {
    const first = number * width;
    const kept = await this.database.sql<{ hash: string }[]>`
      SELECT hash FROM journal_tile WHERE level = ${row} AND position >= ${first} AND position < ${first + width}
      ORDER BY position`;
    const hashes: Buffer[] = kept.map(({ hash }) => Buffer.from(hash, 'hex'));
    while (hashes.length < width) {
      const position = first + hashes.length;
      if ((await this.block(row - 1, position)).length < width) break;
      hashes.push(await this.computed(row, position));
    }
    return hashes;
  }
}

/** The leaf of an entry whose hash in the chain is this. */
export const leafOf = (entryHash: string): Buffer => leafHash(Buffer.from(entryHash, 'hex'));

/** The node above hashes that are a power of two in number. */
function foldedOf(hashes: readonly Buffer[]): Buffer {
  let row: readonly Buffer[] = hashes;
  while (row.length > 1) {
    const below = row;
    row = below.flatMap((hash, at) =>
      at % 2 === 1 ? [nodeHash(below[at - 1] ?? hash, hash)] : [],
    );
  }
  const [top] = row;
  if (!top) throw new Error('There is no node above nothing.');
  return top;
}
