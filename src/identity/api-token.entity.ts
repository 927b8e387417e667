import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { Permission } from './permissions.js';

@Entity('api_token')
export class ApiToken {
  @IdKey() id: string;
  @IdColumn() userId: string;
  @WordColumn() name: string;
  @WordColumn() secretHash: string;
  @JsonColumn() scopes: Permission[];
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
