import { emptyRoot, nodeHash } from './merkle.js';

/** A tree of which only what is needed to add to it is kept: one hash for each binary digit of its size. */
export class TreeEdge {
  private readonly peaks: { level: number; hash: Buffer }[] = [];

  /** Adds the hash of the next leaf. */
  add(leaf: Buffer): void {
    let added = { level: 0, hash: leaf };
    for (let last = this.peaks.at(-1); last?.level === added.level; last = this.peaks.at(-1)) {
      this.peaks.pop();
      added = { level: added.level + 1, hash: nodeHash(last.hash, added.hash) };
    }
    this.peaks.push(added);
  }

  /** The root of everything added so far. */
  root(): Buffer {
    const hashes = this.peaks.map(({ hash }) => hash);
    return hashes.length === 0
      ? emptyRoot
      : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}
