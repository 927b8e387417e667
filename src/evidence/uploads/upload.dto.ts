import { IdField, TextField, WholeField } from '../../platform/http/index.js';

/** A part, and therefore what is lost when a line breaks. */
export const mostPartBytes = 4 * 1024 * 1024;
/** All parts but the last have at least this much, so that a file does not come in a million pieces. */
export const leastPartBytes = 64 * 1024;

export class NewUpload {
  @TextField({ max: 255, description: 'What the file is called.', example: 'soc2.pdf' })
  name: string;

  @WholeField({ min: 1, max: 2_147_483_647, description: 'How large it is.', example: 482_113 })
  bytes: number;

  @TextField({
    max: 64,
    optional: true,
    description: 'SHA-256 in hex; what arrives is compared with it.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256?: string;
}

export class UploadView {
  @IdField() id: string;
  @TextField({ max: 255, example: 'soc2.pdf' }) name: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) bytes: number;
  @WholeField({ min: 0, max: 2_147_483_647, description: 'So many are here: go on from there.' })
  received: number;
  @WholeField({ min: 1, max: mostPartBytes, description: 'A part has at most so many bytes.' })
  partBytes: number;
  @TextField({ max: 30, example: '2026-11-24T09:00:00.000Z', description: 'Then it is dropped.' })
  expiresAt: string;
  @IdField({ optional: true, description: 'What came of it, once it was finished.' })
  evidenceId?: string;
}

export class RevisionFromUpload {
  @IdField({ description: 'The evidence that the file is a new revision of.' }) evidenceId: string;
}
