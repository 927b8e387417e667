import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** Management's own word that nothing material changed since the report; never the auditor's. */
@Entity('bridge_letter')
export class BridgeLetter {
  @IdKey() id: string;
  @IdColumn() auditId: string;
  @DayColumn() issuedOn: string;
  @DayColumn() coversFrom: string;
  @DayColumn() coversUntil: string;
  @WordColumn() signedBy: string;
  @WordColumn() signerRole: string;
  @InstantColumn() createdAt: Date;
}
