import { Entity } from 'typeorm';
import { IdColumn, IdKey, InstantColumn, TextColumn, WordColumn } from '../database/index.js';

export const letterStates = ['kept', 'waiting', 'sent', 'failed'] as const;
export type LetterState = (typeof letterStates)[number];

/** A letter to somebody. Its body may hold a magic link, so it is stored sealed, and emptied once it was sent. */
@Entity('letter')
export class Letter {
  @IdKey() id: string;
  @WordColumn() toName: string;
  @WordColumn() toEmail: string;
  @WordColumn() subject: string;
  @TextColumn({ nullable: true }) sealedBody: string | null;
  /** kept: no SMTP is configured, it is read in the Outbox. */
  @WordColumn() state: LetterState;
  @WordColumn() aboutKind: string;
  @IdColumn() aboutId: string;
  @WordColumn() messageId: string;
  @TextColumn({ nullable: true }) problem: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) sentAt: Date | null;
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}
