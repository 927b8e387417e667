import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn, WordColumn } from '../database/index.js';

@Entity('remembered_reply')
export class RememberedReply {
  @PrimaryColumn({ type: 'text' }) caller: string;
  @PrimaryColumn({ type: 'text' }) key: string;
  @WordColumn() fingerprint: string;
  @JsonColumn() headers: Record<string, string>;
  @JsonColumn({ nullable: true }) body: object | null;
  @InstantColumn() at: Date;
}
