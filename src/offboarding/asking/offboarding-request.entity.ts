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
import type { DataWas } from '../steps.js';

/** The magic link by which one person at a vendor that we leave says what became of our data. At most one of an offboarding stands. */
@Entity('offboarding_request')
export class OffboardingRequest {
  @IdKey() id: string;
  @IdColumn() offboardingId: string;
  @IdColumn() vendorId: string;
  @IdColumn() contactId: string;
  @WordColumn() name: string;
  @WordColumn() email: string;
  @TextColumn({ nullable: true }) message: string | null;
  @IdColumn() askerId: string;
  @WordColumn() secretHash: string;
  @InstantColumn() sentAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) openedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
  @WholeColumn() version: number;
}

/** What a cookie stands for: one browser that exchanged the link of one request. */
@Entity('offboarding_session')
export class OffboardingSession {
  @IdKey() id: string;
  @WordColumn() secretHash: string;
  @IdColumn() requestId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}

/** What a vendor confirmed; another one stands beside it, with the next number. The last counts, once it is accepted. */
@Entity('offboarding_confirmation')
export class OffboardingConfirmation {
  @IdKey() id: string;
  @IdColumn() requestId: string;
  @IdColumn() offboardingId: string;
  @WholeColumn() number: number;
  @WordColumn() dataWas: DataWas;
  @DayColumn() doneOn: string;
  @TextColumn() method: string;
  @DayColumn({ nullable: true }) backupsUntil: string | null;
  @TextColumn({ nullable: true }) remains: string | null;
  /** Name and position, as typed. */
  @WordColumn() confirmedBy: string;
  /** To whom the link was sent. */
  @WordColumn() answeredBy: string;
  @InstantColumn() answeredAt: Date;
  @WordColumn({ nullable: true }) acceptedBy: string | null;
  @InstantColumn({ nullable: true }) acceptedAt: Date | null;
  @WordColumn({ nullable: true }) returnedBy: string | null;
  @InstantColumn({ nullable: true }) returnedAt: Date | null;
  @TextColumn({ nullable: true }) returnedBecause: string | null;
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}
