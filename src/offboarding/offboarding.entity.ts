import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { OffboardingStepView } from './offboarding.dto.js';
import type { DataWas, Outcome, StepCode } from './steps.js';

export const offboardingStates = ['running', 'completed', 'cancelled'] as const;
export type OffboardingState = (typeof offboardingStates)[number];

/** One time that we leave a vendor. At most one of a vendor runs; one that has ended never changes. */
@Entity('offboarding')
export class Offboarding {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @IdColumn() ownerId: string;
  @DayColumn() dueOn: string;
  @WordColumn() state: OffboardingState;
  @WordColumn() startedBy: string;
  @InstantColumn() startedAt: Date;
  @WordColumn({ nullable: true }) endedBy: string | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @TextColumn({ nullable: true }) endedBecause: string | null;
  /** The steps as they stood when it ended, with the SHA-256 of what was shown. */
  @JsonColumn({ nullable: true }) stood: OffboardingStepView[] | null;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

/** What a person said of one step. Whether it is done follows from that and from what can be seen. */
@Entity('offboarding_step')
export class OffboardingStep {
  @IdKey() offboardingId: string;
  @IdKey() step: StepCode;
  @WordColumn() outcome: Outcome;
  @WordColumn({ nullable: true }) dataWas: DataWas | null;
  @WordColumn({ nullable: true }) confirmedBy: string | null;
  @DayColumn({ nullable: true }) confirmedOn: string | null;
  @TextColumn({ nullable: true }) note: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @WordColumn() settledBy: string;
  @InstantColumn() settledAt: Date;
}
