import { setImmediate } from 'node:timers/promises';

/** Numbers up to a largest one, each once: a bit for each that there could be, however many there are. */
export class Marked {
  private readonly bits: Uint32Array;

  constructor(largest: number) {
    this.bits = new Uint32Array((largest >>> 5) + 1);
  }

  add(number: number): void {
    const at = number >>> 5;
    this.bits[at] = (this.bits[at] ?? 0) | (1 << (number & 31));
  }

  /** In their order, `size` at a time; whoever else waits for this process gets their turn in between. */
  async *slices(size: number): AsyncGenerator<number[]> {
    let some: number[] = [];
    for (const number of this.all()) {
      if (some.push(number) < size) continue;
      yield some;
      some = [];
      await setImmediate();
    }
    if (some.length > 0) yield some;
  }

  private *all(): Generator<number> {
    for (const [at, word] of this.bits.entries()) {
      for (let left = word; left !== 0; left &= left - 1) {
        yield at * 32 + 31 - Math.clz32(left & -left);
      }
    }
  }
}
