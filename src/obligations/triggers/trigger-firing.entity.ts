import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { TriggerCode } from './rules.js';

/** `open_already`: one was with the vendor or drafted; `owed`: there is nobody to send it to yet. */
export const firingOutcomes = ['drafted', 'sent', 'open_already', 'owed'] as const;
export type FiringOutcome = (typeof firingOutcomes)[number];

/** That a cause set a rule off for an engagement, and what came of it. Once a cause: it never fires twice. */
@Entity('trigger_firing')
export class TriggerFiring {
  @IdKey() id: string;
  @WordColumn() rule: TriggerCode;
  @IdColumn() vendorId: string;
  @IdColumn() engagementId: string;
  @WordColumn() causeKind: string;
  @IdColumn() causeId: string;
  /** Tells occasions of one cause apart, such as the day on which it expired. */
  @WordColumn() causePart: string;
  @TextColumn() sentence: string;
  @WordColumn() outcome: FiringOutcome;
  @DayColumn() dueOn: string;
  @IdColumn({ nullable: true }) assessmentId: string | null;
  @InstantColumn() firedAt: Date;
}
