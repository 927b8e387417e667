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

/**
 * Why somebody is reminded: it is theirs; it is long late; or whose it is has no access any more. The last two
 * pass it on to the manager, or to the administrators.
 */
export const causes = ['own', 'late', 'left'] as const;
export type Cause = (typeof causes)[number];

/** One notice about one obligation, to one person, by one channel; each once. */
@Entity('reminder')
export class Reminder {
  @IdKey() id: string;
  @IdColumn() obligationId: string;
  /** As it was: a due date that moves has a ladder of its own. */
  @DayColumn() dueOn: string;
  /** Days after the due date. */
  @WholeColumn() rung: number;
  @WordColumn() recipientKind: 'user' | 'contact';
  @IdColumn() recipientId: string;
  /** list: it stands in Assay. */
  @WordColumn() channel: 'mail' | 'list';
  @WordColumn() cause: Cause;
  @IdColumn({ nullable: true }) letterId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) readAt: Date | null;
}

/** That a person's day was looked at, whether there was something to say or not. */
@Entity('digest')
export class Digest {
  @IdKey() id: string;
  @IdColumn() personId: string;
  @DayColumn() day: string;
  @InstantColumn() createdAt: Date;
  @IdColumn({ nullable: true }) letterId: string | null;
  /** Of the secret in the letter with which its reader stops such letters. */
  @WordColumn({ nullable: true }) offHash: string | null;
}

/** Somebody wants no reminder of this until a day. Ends by itself when the due date moves. */
@Entity('snooze')
export class Snooze {
  @IdKey() obligationId: string;
  @IdKey() personId: string;
  @DayColumn() dueOn: string;
  @DayColumn() until: string;
  @TextColumn() reason: string;
  @InstantColumn() createdAt: Date;
}
