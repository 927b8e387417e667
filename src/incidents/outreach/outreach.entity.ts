import { Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { StandingWord, StatementStatus } from '../exposure/facts.js';
import type { OutreachAnswerFacts } from './answer.dto.js';

/** One time that many vendors were asked about an incident. */
@Entity('outreach')
export class Outreach {
  @IdKey() id: string;
  @IdColumn() incidentId: string;
  /** Counts the outreaches of an incident, from 1. */
  @WholeColumn() round: number;
  /** The groups that were chosen; single vendors may have been, too. */
  @JsonColumn() standings: StandingWord[];
  @TextColumn({ nullable: true }) message: string | null;
  @WholeColumn() vendors: number;
  @IdColumn() sentById: string;
  @WordColumn() sentBy: string;
  @InstantColumn() createdAt: Date;
  /** When the last letter was written. */
  @InstantColumn({ nullable: true }) doneAt: Date | null;
}

/** One vendor asked in one outreach: its magic link, and how far it came. */
@Entity('outreach_request')
export class OutreachRequest {
  @IdKey() id: string;
  @IdColumn() outreachId: string;
  @IdColumn() incidentId: string;
  @IdColumn() vendorId: string;
  @WholeColumn() round: number;
  /** Empty until it is sent, and where there is nobody to write to. */
  @IdColumn({ nullable: true }) contactId: string | null;
  @WordColumn({ nullable: true }) name: string | null;
  @WordColumn({ nullable: true }) email: string | null;
  @WordColumn({ nullable: true }) secretHash: string | null;
  @IdColumn({ nullable: true }) letterId: string | null;
  @InstantColumn({ nullable: true }) sentAt: Date | null;
  @InstantColumn({ nullable: true }) dueAt: Date | null;
  @InstantColumn({ nullable: true }) expiresAt: Date | null;
  @InstantColumn({ nullable: true }) openedAt: Date | null;
  @InstantColumn({ nullable: true }) answeredAt: Date | null;
  @InstantColumn({ nullable: true }) remindedBeforeAt: Date | null;
  @InstantColumn({ nullable: true }) remindedAfterAt: Date | null;
  /** When it was found that there is nobody to write to. */
  @InstantColumn({ nullable: true }) undeliverableAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
  @WholeColumn() version: number;
}

/** What a vendor answered; another answer stands beside it, with the next number. */
@Entity('outreach_answer')
export class OutreachAnswer {
  @IdKey() id: string;
  @IdColumn() requestId: string;
  @WholeColumn() number: number;
  @JsonColumn() answers: OutreachAnswerFacts;
  @TextColumn({ nullable: true }) openVex: string | null;
  /** What it comes to. */
  @WordColumn() status: StatementStatus;
  @FlagColumn() isLate: boolean;
  @WordColumn() answeredBy: string;
  @InstantColumn() answeredAt: Date;
}
