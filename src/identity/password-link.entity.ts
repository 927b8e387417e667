import { Entity, PrimaryColumn } from 'typeorm';
import { IdColumn, InstantColumn } from '../platform/database/index.js';

@Entity('password_link')
export class PasswordLink {
  @PrimaryColumn({ type: 'text' }) secretHash: string;
  @IdColumn() userId: string;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
}
