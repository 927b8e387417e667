import { Entity } from 'typeorm';
import type { FindingLine } from '../../findings/index.js';
import type { Band, Overridden } from '../../scoring/index.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  RealColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const outcomes = ['approved', 'approved_with_conditions', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

/** A finding as it stood when a decision was made. */
export type FrozenFinding = Pick<
  FindingLine,
  'id' | 'reference' | 'title' | 'severity' | 'state' | 'owner' | 'dueOn' | 'acceptedUntil'
>;

/** Immutable. Those from before 1810 have neither bands nor findings beside them, and conditions as one text. */
@Entity('decision')
export class Decision {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  /** The score that was before the approver. */
  @IdColumn() scoreId: string;
  /** The band that counted, and what stood beside it where a person had set it. */
  @WordColumn({ nullable: true }) band: Band | null;
  @RealColumn({ nullable: true }) residual: number | null;
  @JsonColumn({ nullable: true }) overridden: Overridden | null;
  @IdColumn({ nullable: true }) overrideId: string | null;
  @JsonColumn({ nullable: true }) openFindings: FrozenFinding[] | null;
  @WordColumn() outcome: Outcome;
  @TextColumn() reason: string;
  /** Only of old ones: conditions are rows today. */
  @TextColumn({ nullable: true }) conditions: string | null;
  /** Why it may be approved although a knock-out failed. */
  @TextColumn({ nullable: true }) exceptionReason: string | null;
  @DayColumn() validUntil: string;
  @IdColumn() deciderId: string;
  @WordColumn() decider: string;
  @InstantColumn() decidedAt: Date;
}
