import { hashBytes, nodesOver } from './merkle.js';

/** The audit paths of leaves that make a complete subtree together: what leads from that to the root is the same for all of them. */
export class BlockPaths {
  private readonly nodes: Buffer;
  private readonly width: number;

  /** `leaves`: hashes one after another, a power of two in number. `above`: the path of their subtree, in base64, lowest first. */
  constructor(
    leaves: Buffer,
    private readonly above: readonly string[],
  ) {
    this.nodes = nodesOver(leaves);
    this.width = leaves.length / hashBytes;
  }

  /** In base64, lowest first; `place` counts from 0. */
  of(place: number): string[] {
    const path: string[] = [];
    let [row, at] = [0, place];
    for (let width = this.width; width > 1; width /= 2) {
      path.push(this.node(row + (at % 2 === 0 ? at + 1 : at - 1)));
      [row, at] = [row + width, Math.floor(at / 2)];
    }
    return path.concat(this.above);
  }

  private node(number: number): string {
    return this.nodes.toString('base64', number * hashBytes, (number + 1) * hashBytes);
  }
}
