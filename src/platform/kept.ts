/**
 * The last few things of a kind that never change once they are written, so that they are read and parsed once. The
 * same object serves everyone: it is frozen, all of it.
 */
export class Kept<V extends object> {
  private readonly kept = new Map<string, V>();

  constructor(private readonly most: number) {}

  /** For whoever goes through many of them: what others need again is not let go for that. */
  async passing(id: string, read: () => Promise<V | null>): Promise<V | undefined> {
    return this.kept.get(id) ?? (await read()) ?? undefined;
  }

  async of(id: string, read: () => Promise<V | null>): Promise<V | undefined> {
    const known = this.kept.get(id);
    if (known) {
      this.kept.delete(id);
      this.kept.set(id, known);
      return known;
    }
    const value = await read();
    if (!value) return undefined;
    const [oldest] = this.kept.keys();
    if (this.kept.size >= this.most && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(id, frozen(value));
    return value;
  }
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) frozen(part as object);
  }
  return Object.freeze(value);
}
