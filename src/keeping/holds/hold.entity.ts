import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { HeldKind } from './held.js';

/** Stops every purge of what it covers until it is released. Once released it never changes. */
@Entity('legal_hold')
export class LegalHold {
  @IdKey() id: string;
  @WordColumn() subjectKind: HeldKind;
  @IdColumn() subjectId: string;
  /** Absent for an incident. */
  @IdColumn({ nullable: true }) vendorId: string | null;
  @TextColumn() reason: string;
  @IdColumn() ownerId: string;
  @WordColumn() placedBy: string;
  @InstantColumn() placedAt: Date;
  @TextColumn({ nullable: true }) releasedBecause: string | null;
  @WordColumn({ nullable: true }) releasedBy: string | null;
  @InstantColumn({ nullable: true }) releasedAt: Date | null;
  @WholeColumn() version: number;
}
