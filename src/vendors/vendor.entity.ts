import { Entity } from 'typeorm';
import type { Band, Level, Overridden, Tier } from '../scoring/index.js';
import {
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  RealColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

export const vendorStatuses = [
  'prospective',
  'active',
  'offboarding',
  'offboarded',
  'rejected',
] as const;
export type VendorStatus = (typeof vendorStatuses)[number];

@Entity('vendor')
export class Vendor {
  @IdKey() id: string;
  @WordColumn() name: string;
  /** The name as lists sort by it. */
  @WordColumn() sortName: string;
  @WordColumn({ nullable: true }) website: string | null;
  @TextColumn({ nullable: true }) description: string | null;
  @WordColumn() status: VendorStatus;
  @IdColumn() ownerId: string;
  /** Whether what a rule drafts for it is sent without a person having looked. */
  @FlagColumn() sendsReassessments: boolean;
  /** Since when we have nothing to do with it any more: offboarded or rejected. */
  @InstantColumn({ nullable: true }) leftAt: Date | null;
  /** The worst of its engagements; empty until there is one. */
  @WholeColumn({ nullable: true }) tier: Tier | null;
  @WordColumn({ nullable: true }) inherentLevel: Level | null;
  /** From the last score; empty until there is one. */
  @WordColumn({ nullable: true }) band: Band | null;
  @RealColumn({ nullable: true }) residual: number | null;
  @FlagColumn({ nullable: true }) floored: boolean | null;
  @TextColumn({ nullable: true }) bandReason: string | null;
  /** Where a person has set the band: who, why, until when, and what the model gives. */
  @JsonColumn({ nullable: true }) overridden: Overridden | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

/** A word by which a vendor is found. */
@Entity('vendor_word')
export class VendorWord {
  @IdKey() vendorId: string;
  @IdKey() word: string;
}
