import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Reply } from '../platform/http/index.js';

/** A zip as an attachment that nobody's cache keeps. */
export function zipFile(
  reply: Reply,
  { content, name, bytes }: { content: Readable; name: string; bytes: number },
): StreamableFile {
  void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  return new StreamableFile(content, {
    type: 'application/zip',
    disposition: `attachment; filename="${name}"`,
    length: bytes,
  });
}
