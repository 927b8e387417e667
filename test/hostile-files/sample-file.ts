import { Readable } from 'node:stream';

/** Bytes that need not be in memory to be read. */
export interface Bytes {
  length: number;
  read(from: number, length: number): Buffer;
}

export interface SampleFile {
  /** What is odd about it, for the title of a test. */
  what: string;
  /** As the sender calls it. */
  name: string;
  /** Made anew each time. */
  make(): Promise<Bytes>;
  /** The clause must match; accepted as this media type where it is a string. */
  outcome: RegExp | string;
}

type Made = Buffer | Bytes | Promise<Buffer | Bytes>;

export function sample(
  what: string,
  name: string,
  outcome: RegExp | string,
  make: () => Made,
): SampleFile {
  return { what, name, outcome, make: async () => asBytes(await make()) };
}

export function asBytes(made: Buffer | Bytes): Bytes {
  if (!Buffer.isBuffer(made)) return made;
  return { length: made.length, read: (from, length) => made.subarray(from, from + length) };
}

/** `unit` again and again up to `length` bytes, between a beginning and an end. */
export function repeated(
  unit: string | Buffer,
  length: number,
  begin: string | Buffer = '',
  end: string | Buffer = '',
): Bytes {
  const [first, middle, last] = [begin, unit, end].map((one) => Buffer.from(one as string)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  const many = Buffer.concat(
    Array.from({ length: Math.ceil((1 << 20) / middle.length) + 1 }, () => middle),
  );
  const until = first.length + Math.floor(length / middle.length) * middle.length;
  return {
    length: until + last.length,
    read: (from, wanted) => {
      const skip = (Math.max(from, first.length) - first.length) % middle.length;
      const inside = Math.min(wanted, until - from, 1 << 20);
      return Buffer.concat([
        first.subarray(from, from + wanted),
        inside > 0 ? many.subarray(skip, skip + inside) : many.subarray(0, 0),
        last.subarray(Math.max(0, from - until), Math.max(0, from + wanted - until)),
      ]).subarray(0, wanted);
    },
  };
}

/** As a sender would stream it. */
export function streamOf(bytes: Bytes): Readable {
  function* pieces() {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.read(at, 64 * 1024);
      yield piece;
      at += piece.length;
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}
