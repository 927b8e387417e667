import { Entity } from 'typeorm';
import type { Band } from '../../scoring/index.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const acceptanceStates = ['requested', 'approved', 'refused', 'withdrawn', 'ended'] as const;
export type AcceptanceState = (typeof acceptanceStates)[number];

export const acceptanceEnds = ['expired', 'worse', 'superseded', 'by_hand'] as const;
export type AcceptanceEnd = (typeof acceptanceEnds)[number];

/** The risk of a finding borne until a day: asked for by one person, approved by another, never edited. */
@Entity('risk_acceptance')
export class RiskAcceptance {
  @IdKey() id: string;
  @IdColumn() findingId: string;
  @WordColumn() state: AcceptanceState;
  @TextColumn() reason: string;
  /** Its last day. */
  @DayColumn() until: string;
  @IdColumn() requesterId: string;
  @WordColumn() requester: string;
  @InstantColumn() requestedAt: Date;
  /** Who approved, refused or withdrew it. */
  @IdColumn({ nullable: true }) settlerId: string | null;
  @WordColumn({ nullable: true }) settler: string | null;
  @InstantColumn({ nullable: true }) settledAt: Date | null;
  @TextColumn({ nullable: true }) settledBecause: string | null;
  /** The band of its engagement, or of the vendor, as it was approved; empty where nothing was scored yet. */
  @WordColumn({ nullable: true }) band: Band | null;
  @WordColumn({ nullable: true }) endedHow: AcceptanceEnd | null;
  @WordColumn({ nullable: true }) endedBy: string | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @TextColumn({ nullable: true }) endedBecause: string | null;
  @WholeColumn() version: number;
}
