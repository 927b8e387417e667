import { Entity } from 'typeorm';
import { IdColumn, IdKey, InstantColumn, WordColumn } from '../../platform/database/index.js';

/** The secret address under which one person's calendar program finds what is due; one at a time. */
@Entity('calendar_feed')
export class CalendarFeed {
  @IdKey() id: string;
  @IdColumn() userId: string;
  @WordColumn() secretHash: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
