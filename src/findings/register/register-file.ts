import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { csvType } from '../../platform/csv.js';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The register as something to be saved, dated by the day on which it was taken. */
export function registerFile(
  content: Readable | Buffer,
  kind: 'csv' | 'xlsx',
  today: string,
): StreamableFile {
  const told = {
    type: kind === 'csv' ? csvType : xlsxType,
    disposition: `attachment; filename="findings-${today}.${kind}"`,
  };
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, told)
    : new StreamableFile(content, told);
}
