import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../platform/database/index.js';

@Entity('session')
export class Session {
  @IdKey() id: string;
  @WordColumn() secretHash: string;
  @IdColumn() userId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() seenAt: Date;
  @InstantColumn() expiresAt: Date;
  @TextColumn({ nullable: true }) browser: string | null;
}
