import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { Role } from './permissions.js';

@Entity('app_user')
export class User {
  @IdKey() id: string;
  @WordColumn() name: string;
  /** In lower case. */
  @WordColumn() email: string;
  @WordColumn() role: Role;
  @TextColumn({ nullable: true }) passwordHash: string | null;
  /** Whom it is passed on to when they let something become late. */
  @IdColumn({ nullable: true }) managerId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) disabledAt: Date | null;
  @WholeColumn() version: number;
}
