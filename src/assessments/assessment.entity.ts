import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

export const assessmentStates = [
  'draft',
  'sent',
  'in_progress',
  'submitted',
  'in_review',
  'changes_requested',
  'decided',
  'superseded',
  'revoked',
] as const;
export type AssessmentState = (typeof assessmentStates)[number];

/** One cycle of one vendor answering one questionnaire version. Overdue and link expired are derived. */
@Entity('assessment')
export class Assessment {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @IdColumn() engagementId: string;
  @IdColumn() questionnaireVersionId: string;
  /** The cycle before this one: its answers are carried over when this one is sent. */
  @IdColumn({ nullable: true }) followsId: string | null;
  /** Whom it is sent to first. */
  @IdColumn() contactId: string;
  @WordColumn() state: AssessmentState;
  @DayColumn() dueOn: string;
  /** What the buyer says to the respondent beside the usual words. */
  @TextColumn({ nullable: true }) message: string | null;
  @IdColumn() ownerId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) sentAt: Date | null;
  @InstantColumn({ nullable: true }) submittedAt: Date | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
  @TextColumn({ nullable: true }) revokedReason: string | null;
  /** The rule that had it drafted, where a rule did, and what set the rule off. */
  @WordColumn({ nullable: true }) cause: string | null;
  @WordColumn({ nullable: true }) causeKind: string | null;
  @IdColumn({ nullable: true }) causeId: string | null;
  /** Tells occasions of one cause apart, such as the day on which it expired. */
  @WordColumn({ nullable: true }) causePart: string | null;
  @TextColumn({ nullable: true }) causeSentence: string | null;
  @WholeColumn() version: number;
}
