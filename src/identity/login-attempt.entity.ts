import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, WholeColumn } from '../platform/database/index.js';

@Entity('login_attempt')
export class LoginAttempt {
  @PrimaryColumn({ type: 'text' }) key: string;
  @WholeColumn() failures: number;
  @InstantColumn() since: Date;
}
