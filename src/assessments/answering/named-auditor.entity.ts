import { Entity } from 'typeorm';
import { IdKey, WordColumn } from '../../platform/database/index.js';

/** An auditor whom a vendor names in its last submitted answers; follows from them, to be found by name. */
@Entity('named_auditor')
export class NamedAuditor {
  @IdKey() assessmentId: string;
  @IdKey() questionKey: string;
  /** The name as auditors are found by it. */
  @IdKey() sortName: string;
  @WordColumn() name: string;
}
