import { Entity } from 'typeorm';
import type { ErasureReason } from '../../journal/index.js';
import {
  IdKey,
  InstantColumn,
  JsonColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** One batch of a kind that was let go. Never changed. */
@Entity('purge')
export class Purge {
  @IdKey() id: string;
  @WordColumn() kind: string;
  @WordColumn() reason: ErasureReason;
  @JsonColumn() rules: string[];
  @WholeColumn() items: number;
  @WordColumn() by: string;
  @InstantColumn() at: Date;
}
