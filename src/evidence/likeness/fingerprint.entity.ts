import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  NumberKey,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import { seal } from '../../platform/keys/index.js';

/** The one key of all fingerprints, sealed with the master key; fingerprints outlive a change of that. */
@Entity('fingerprint_key')
export class FingerprintKey {
  @IdKey() id: string;
  @TextColumn() sealed: string;
  @InstantColumn() madeAt: Date;
}

export const fingerprintSeal = seal('fingerprint key', {
  table: 'fingerprint_key',
  id: 'id',
  columns: ['sealed'],
});

/** What is kept of the text of a file so that it can be compared: never the text. */
@Entity('evidence_fingerprint')
export class EvidenceFingerprint {
  @IdKey() fileId: string;
  @IdColumn() vendorId: string;
  @WholeColumn() words: number;
  /** Nothing where the text is too short to be compared. */
  @TextColumn({ nullable: true }) signature: string | null;
  @InstantColumn() madeAt: Date;
}

@Entity('evidence_fingerprint_band')
export class EvidenceFingerprintBand {
  @IdKey() fileId: string;
  @NumberKey() band: number;
  @WordColumn() word: string;
}
