import { Entity } from 'typeorm';
import type { Band } from '../../scoring/index.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const overrideEnds = ['by_hand', 'expired', 'superseded'] as const;
export type OverrideEnd = (typeof overrideEnds)[number];

/** A person's band in the place of the model's: never edited, only ended or superseded by another one. */
@Entity('band_override')
export class BandOverride {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  /** The assessment while it is in force; unique, so that there is one at most. */
  @IdColumn({ nullable: true }) inForceFor: string | null;
  @WordColumn() band: Band;
  @TextColumn() reason: string;
  /** The last day on which it is in force. */
  @DayColumn() untilOn: string;
  /** The score that was before whoever set it. */
  @IdColumn() scoreId: string;
  /** What the model gave in that score. */
  @WordColumn() modelBand: Band;
  @IdColumn() setById: string;
  @WordColumn() setBy: string;
  @InstantColumn() setAt: Date;
  @WordColumn({ nullable: true }) endedHow: OverrideEnd | null;
  @TextColumn({ nullable: true }) endedBecause: string | null;
  @WordColumn({ nullable: true }) endedBy: string | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
}
