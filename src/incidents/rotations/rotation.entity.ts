import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const rotationStates = ['open', 'signed_off', 'not_needed'] as const;
export type RotationState = (typeof rotationStates)[number];

/** One credential to be renewed because of an incident. */
@Entity('rotation')
export class Rotation {
  @IdKey() id: string;
  @IdColumn() incidentId: string;
  @IdColumn() vendorId: string;
  @IdColumn() credentialId: string;
  @IdColumn() ownerId: string;
  @InstantColumn() dueAt: Date;
  @WordColumn() state: RotationState;
  /** How it was renewed, or why it need not be. */
  @TextColumn({ nullable: true }) note: string | null;
  @DayColumn({ nullable: true }) rotatedOn: string | null;
  /** When the credential had been renewed before that, for undoing it. */
  @DayColumn({ nullable: true }) rotatedBefore: string | null;
  @WordColumn({ nullable: true }) settledBy: string | null;
  @InstantColumn({ nullable: true }) settledAt: Date | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
