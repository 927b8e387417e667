const idBytes = 16;
const atOnce = 4_096;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Very many ids, sixteen bytes each: as texts they would take five times that. What is no UUID is kept as it is, before the others. */
export class CompactIds implements Iterable<string> {
  private readonly blocks: Buffer[] = [];
  private readonly others: string[] = [];
  private used = atOnce;

  push(...ids: readonly string[]): void {
    for (const id of ids) {
      if (uuid.test(id)) this.keep(id);
      else this.others.push(id);
    }
  }

  *[Symbol.iterator](): Generator<string> {
    yield* this.others;
    for (const block of this.blocks) {
      const end = block === this.blocks.at(-1) ? this.used : atOnce;
      for (let at = 0; at < end; at += 1) yield written(block, at * idBytes);
    }
  }

  private keep(id: string): void {
    if (this.used === atOnce) {
      this.blocks.push(Buffer.alloc(atOnce * idBytes));
      this.used = 0;
    }
    this.blocks.at(-1)?.write(id.replaceAll('-', ''), this.used * idBytes, 'hex');
    this.used += 1;
  }
}

const written = (block: Buffer, from: number): string => {
  const part = (start: number, end: number) => block.toString('hex', from + start, from + end);
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
};
