import { crc32, deflateSync } from 'node:zlib';

export interface MadePng {
  width?: number;
  height?: number;
  /** Between the header and the pixels: name and content. */
  chunks?: [string, Buffer | string][];
}

/** A grey PNG. Its header may claim other sides than it has pixels for. */
export function png({ width = 8, height = 8, chunks = [] }: MadePng = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Math.min(height, 64) * (Math.min(width, 64) + 1);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...chunks.map(([name, content]) => pngChunk(name, Buffer.from(content as string))),
    pngChunk('IDAT', deflateSync(Buffer.alloc(rows, 0))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function pngChunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface MadeJpeg {
  width?: number;
  height?: number;
  /** Marker and content of further segments. */
  segments?: [number, Buffer | string][];
}

/** A grey JPEG of eight by eight pixels, with the smallest tables there are. */
export function jpeg({ width = 8, height = 8, segments = [] }: MadeJpeg = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const onlyZero = [1, ...Array.from({ length: 15 }, () => 0), 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...segments.map(([marker, content]) => segment(marker, Buffer.from(content as string))),
    segment(0xdb, Buffer.from([0, ...Array.from({ length: 64 }, () => 1)])),
    segment(0xc0, frame),
    segment(0xc4, Buffer.from([0x00, ...onlyZero])),
    segment(0xc4, Buffer.from([0x10, ...onlyZero])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([head, content]);
}

/** A WebP picture of one pixel. `behind` are further chunks inside it. */
export function webp(behind: Buffer = Buffer.alloc(0)): Buffer {
  const pixel = Buffer.from('5650384c0d0000002f00000010071011118888fe070000', 'hex').subarray(
    0,
    22,
  );
  const body = Buffer.concat([Buffer.from('WEBP'), pixel, behind]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), length, body]);
}

export function gif(behind = ''): Buffer {
  return Buffer.from(`GIF89a\x01\0\x01\0\0\0\0;${behind}`, 'latin1');
}
