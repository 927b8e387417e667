import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';

// The library reckons CRC-32 in JavaScript, which took a third of the time of packing large files; Node does it in C.
const library = createRequire(createRequire(import.meta.url).resolve('yazl'));
const checksums = library('buffer-crc32') as { unsigned: typeof crc32 };
checksums.unsigned = crc32;
