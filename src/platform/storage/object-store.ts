/**
 * Where stored files lie: a folder today. What is written here is encrypted already, so a store need not be trusted, only kept.
 * Everything a blob needs of it stands here, and nothing that an S3 bucket cannot give.
 */
export interface ObjectStore extends ReadableStore {
  /**
   * Takes the whole content under this name, in the place of what was there. Durable once it answers; until then, and
   * whenever it throws, the name is as it was. Throws Busy where there is no space.
   */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Removing what is not there is no mistake. */
  remove(name: string): Promise<void>;
}

/** The half of it that changes nothing. */
export interface ReadableStore {
  /** The bytes from `from`, `length` of them or as many as there are. Throws NotFound. */
  read(name: string, from: number, length: number): Promise<Buffer>;
  /** Bytes stored under the name. Throws NotFound. */
  size(name: string): Promise<number>;
  /** Every name that was whole when the listing began, in no order. */
  names(): AsyncIterable<string>;
}
