import { StreamableFile } from '@nestjs/common';
import { acceptedTypes, contentDisposition } from '../../platform/inspection/index.js';
import type { Reply } from '../../platform/http/index.js';
import type { StoredFile } from './downloads.service.js';

/** What we may call a file when we send it: nothing that a browser runs. */
const known = new Set(acceptedTypes.map(({ type }) => type));

/** A stored file as an attachment that no browser shows, runs or keeps. */
export function sealedReply(reply: Reply, file: StoredFile): StreamableFile {
  void reply.headers({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  return new StreamableFile(file.content, {
    type: known.has(file.mediaType) ? file.mediaType : 'application/octet-stream',
    disposition: contentDisposition(file.name),
    length: file.bytes,
  });
}
