import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A PDF as an attachment that no browser runs. */
export function pdfFile(file: { pdf: Readable; name: string; bytes: number }): StreamableFile {
  return new StreamableFile(file.pdf, {
    type: 'application/pdf',
    disposition: `attachment; filename="${file.name}"`,
    length: file.bytes,
  });
}
