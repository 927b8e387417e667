import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const outcomes = ['approved', 'approved_with_conditions', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

@Entity('decision')
export class Decision {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  /** The score that was before the approver. */
  @IdColumn() scoreId: string;
  @WordColumn() outcome: Outcome;
  @TextColumn() reason: string;
  @TextColumn({ nullable: true }) conditions: string | null;
  /** Why it may be approved although a knock-out failed. */
  @TextColumn({ nullable: true }) exceptionReason: string | null;
  @DayColumn() validUntil: string;
  @IdColumn() deciderId: string;
  @WordColumn() decider: string;
  @InstantColumn() decidedAt: Date;
}
