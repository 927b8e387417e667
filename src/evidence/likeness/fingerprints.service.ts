import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Documents } from '../../platform/documents/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { Blobs } from '../../platform/storage/index.js';
import { EvidenceFile } from '../evidence.entity.js';
import { evidenceStored } from '../events.js';
import { FingerprintKeys } from './fingerprint-key.service.js';
import { EvidenceFingerprint, EvidenceFingerprintBand } from './fingerprint.entity.js';
import { fewestWords, shinglesOf, wordsIn } from './shingles.js';
import { signatureText, type Signature } from './signature.js';

/** Takes the fingerprint of the text of every file given as evidence; the text itself is forgotten. */
@Injectable()
export class Fingerprints {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
    private readonly documents: Documents,
    private readonly keys: FingerprintKeys,
  ) {}

  @Handles(evidenceStored)
  async take({ fileId }: { evidenceId: string; fileId: string }): Promise<void> {
    const file = await this.database.repository(EvidenceFile).findOneBy({ id: fileId });
    if (!file || file.purgedAt || (await this.isTaken(fileId))) return;
    const content = await this.blobs.open(file.blob);
    const words = await wordsIn(await this.documents.text(file.mediaType, content));
    const isLong = words.length >= fewestWords;
    const signer = await this.keys.signer();
    const signature = isLong ? await signer.sign(shinglesOf(words)) : undefined;
    await this.keep(file, words.length, signature, signature ? signer.bandsOf(signature) : []);
  }

  private async isTaken(fileId: string): Promise<boolean> {
    return this.database.repository(EvidenceFingerprint).existsBy({ fileId });
  }

  private async keep(
    { id: fileId, vendorId }: EvidenceFile,
    words: number,
    signature: Signature | undefined,
    bands: string[],
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('evidence_file', fileId);
      const text = signature ? signatureText(signature) : null;
      const now = this.clock.now().toISOString();
      const written = await this.database.sql<object[]>`
        INSERT INTO evidence_fingerprint (file_id, vendor_id, words, signature, made_at)
        SELECT f.id, ${vendorId}, ${words}, ${text}, ${now} FROM evidence_file f
        WHERE f.id = ${fileId} AND f.purged_at IS NULL
        ON CONFLICT (file_id) DO NOTHING RETURNING file_id`;
      if (written.length === 0 || bands.length === 0) return;
      const rows = bands.map((word, band) => ({ fileId, band, word }));
      await this.database.repository(EvidenceFingerprintBand).insert(rows);
    });
  }
}
