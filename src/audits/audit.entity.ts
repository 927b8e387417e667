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
import type { AuditKind } from './kinds.js';

/** An organisation whose controls the audited service rests on. */
export interface Subservice {
  name: string;
  purpose: string;
  /** Whether the audit looked at it as well, or left it out. */
  method: 'carved_out' | 'inclusive';
}

/** A third-party audit of a vendor. Whether it is still good is never stored: see `freshness/`. */
@Entity('audit')
export class Audit {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() kind: AuditKind;
  /** What it is, where the kind is `other`. */
  @WordColumn({ nullable: true }) title: string | null;
  @IdColumn() auditorId: string;
  /** The compliance platform that prepared it. */
  @IdColumn({ nullable: true }) platformId: string | null;
  @TextColumn() scope: string;
  @DayColumn({ nullable: true }) periodFrom: string | null;
  /** The last day it covers; of a Type I the day it describes, of a test its last day. */
  @DayColumn({ nullable: true }) periodTo: string | null;
  @DayColumn({ nullable: true }) issuedOn: string | null;
  /** When the certificate ends. */
  @DayColumn({ nullable: true }) expiresOn: string | null;
  @WordColumn({ nullable: true }) certificateNumber: string | null;
  /** The last surveillance audit of the certificate that was proven to us. */
  @DayColumn({ nullable: true }) surveillanceOn: string | null;
  /** When what was tested changed materially. */
  @DayColumn({ nullable: true }) materialChangeOn: string | null;
  @WholeColumn({ nullable: true }) cadenceMonths: number | null;
  @DayColumn({ nullable: true }) nextDueOn: string | null;
  @JsonColumn() subservices: Subservice[];
  @TextColumn({ nullable: true }) notes: string | null;
  /** We do not accept it. */
  @InstantColumn({ nullable: true }) rejectedAt: Date | null;
  @TextColumn({ nullable: true }) rejectedReason: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
