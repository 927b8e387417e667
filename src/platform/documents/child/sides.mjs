// @ts-check

/**
 * Width and height that the header of a PNG, JPEG or WebP claims; undefined when it claims none.
 * @param {Buffer} content
 * @returns {{ width: number, height: number } | undefined}
 */
export function sidesOf(content) {
  try {
    if (content.toString('latin1', 1, 4) === 'PNG') {
      return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
    }
    if (content.readUInt16BE(0) === 0xffd8) return ofJpeg(content);
    if (content.toString('latin1', 8, 12) === 'WEBP') return ofWebp(content);
  } catch {
    return undefined;
  }
  return undefined;
}

/** @param {Buffer} content */
function ofJpeg(content) {
  let largest = { width: 0, height: 0 };
  for (let at = 2; at + 9 < content.length && content[at] === 0xff;) {
    const marker = content[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const sides = { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
      if (sides.width * sides.height > largest.width * largest.height) largest = sides;
    }
    at += 2 + content.readUInt16BE(at + 2);
  }
  return largest.width * largest.height > 0 ? largest : undefined;
}

/** @param {Buffer} content */
function ofWebp(content) {
  const kind = content.toString('latin1', 12, 16);
  if (kind === 'VP8X') {
    return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 };
  }
  if (kind === 'VP8L') {
    const bits = content.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8 ') {
    return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
  }
  return undefined;
}
