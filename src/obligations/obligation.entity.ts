import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { ObligationKind } from './kinds/index.js';

export const endings = ['done', 'cancelled'] as const;
export type EndedHow = (typeof endings)[number];

/** Something with a due day, derived from what the other tables say; never entered by hand. */
@Entity('obligation')
export class Obligation {
  @IdKey() id: string;
  @WordColumn() kind: ObligationKind;
  @WordColumn() subjectKind: string;
  @IdColumn() subjectId: string;
  /** Tells several of one kind on one subject apart, such as full and light; may be empty. */
  @WordColumn() part: string;
  @IdColumn() vendorId: string;
  /** The person here who must act. */
  @IdColumn() ownerId: string;
  @DayColumn() dueOn: string;
  /** What to do, beginning with a verb and without the vendor's name. */
  @WordColumn() title: string;
  @JsonColumn() detail: Record<string, string>;
  /** Grows by one with every change, from 0: as calendars count. */
  @WholeColumn() sequence: number;
  @InstantColumn() changedAt: Date;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @WordColumn({ nullable: true }) endedHow: EndedHow | null;
  /** What did it, where that is something else than its subject. */
  @WordColumn({ nullable: true }) endedByKind: string | null;
  @IdColumn({ nullable: true }) endedById: string | null;
}
