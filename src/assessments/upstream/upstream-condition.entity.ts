import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const upstreamFloors = ['F2', 'F5'] as const;
export type UpstreamFloor = (typeof upstreamFloors)[number];

/** Something upstream that keeps a vendor's band up while it is open; once per vendor, floor and subject. */
@Entity('upstream_condition')
export class UpstreamCondition {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() floor: UpstreamFloor;
  /** What it comes from, such as an incident. */
  @WordColumn() subjectKind: string;
  @IdColumn() subjectId: string;
  /** As the ledger prints it: a clause without a full stop. */
  @TextColumn() reason: string;
  @InstantColumn() openedAt: Date;
  @InstantColumn({ nullable: true }) closedAt: Date | null;
  @TextColumn({ nullable: true }) closingReason: string | null;
}
