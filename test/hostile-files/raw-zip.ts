import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a ZIP file, with everything it may lie about. */
export interface RawPart {
  name: string | Buffer;
  content: Buffer | string;
  method?: number;
  flags?: number;
  /** Already packed; `content` is then what it is said to unpack to. */
  packed?: Buffer;
  localName?: string;
  localMethod?: number;
  localSize?: number;
  size?: number;
  crc?: number;
  extra?: Buffer;
  attributes?: number;
  /** Bytes put behind its data. */
  behind?: Buffer;
  /** Points at the local header of this earlier part instead of having its own. */
  sameAs?: number;
}

export interface RawZip {
  parts: RawPart[];
  comment?: string;
  /** Said in the end record instead of the real number. */
  count?: number;
  beforeEnd?: Buffer;
}

/** Writes ZIP files as honest or as crooked as asked for. */
export function rawZip({
  parts,
  comment = '',
  count,
  beforeEnd = Buffer.alloc(0),
}: RawZip): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const part of parts) {
    const { header, data, central } = written(part, offsets[part.sameAs ?? -1] ?? at);
    offsets.push(at);
    directory.push(central);
    if (part.sameAs !== undefined) continue;
    const body = Buffer.concat([header, data, part.behind ?? Buffer.alloc(0)]);
    bodies.push(body);
    at += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count ?? parts.length, 8);
  end.writeUInt16LE(count ?? parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...bodies, central, beforeEnd, end, Buffer.from(comment)]);
}

function written(part: RawPart, offset: number) {
  const content = Buffer.from(part.content as string);
  const method = part.method ?? 8;
  const data = part.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const crc = part.crc ?? crc32(content);
  const size = part.size ?? content.length;
  const name = Buffer.from(part.name as string);
  const localName = Buffer.from(part.localName ?? name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(part.flags ?? 0, 6);
  header.writeUInt16LE(part.localMethod ?? method, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(part.localSize ?? size, 22);
  header.writeUInt16LE(localName.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(part.attributes === undefined ? 20 : (3 << 8) | 20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(part.flags ?? 0, 8);
  central.writeUInt16LE(method, 10);
  central.writeUInt32LE(crc, 16);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(part.extra?.length ?? 0, 30);
  central.writeUInt32LE(part.attributes ?? 0, 38);
  central.writeUInt32LE(offset, 42);
  return {
    header: Buffer.concat([header, localName]),
    data,
    central: Buffer.concat([central, name, part.extra ?? Buffer.alloc(0)]),
  };
}
