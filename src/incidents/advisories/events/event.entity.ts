import { Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../../platform/database/index.js';
import type { AdvisoryKind } from '../reading/index.js';

/** What one or several advisories tell of. */
@Entity('advisory_event')
export class AdvisoryEvent {
  @IdKey() id: string;
  @WordColumn() title: string;
  @WordColumn() kind: AdvisoryKind;
  @FlagColumn() isBroad: boolean;
  /** The earliest publication of its advisories; where none says, when the first was recorded. */
  @InstantColumn() publishedAt: Date;
  /** The event its advisories tell of now, where that is another. */
  @IdColumn({ nullable: true }) mergedIntoId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

/** Why two advisories may tell of one event. */
export const bondRules = ['alias', 'same_versions', 'close', 'by_hand'] as const;
export type BondRule = (typeof bondRules)[number];

export const bondStates = ['holds', 'suggested', 'refused', 'undone'] as const;
export type BondState = (typeof bondStates)[number];

/** That two advisories tell of one event, or may. An event is all advisories that bonds that hold connect. */
@Entity('advisory_bond')
export class AdvisoryBond {
  @IdKey() id: string;
  /** The earlier of the two. */
  @IdColumn() oneId: string;
  @IdColumn() otherId: string;
  @WordColumn() rule: BondRule;
  @TextColumn() why: string;
  @WordColumn() state: BondState;
  @WordColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() createdAt: Date;
  @WholeColumn() version: number;
}
