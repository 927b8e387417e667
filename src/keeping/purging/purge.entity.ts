import { Entity } from 'typeorm';
import type { ErasureReason } from '../../journal/index.js';
import {
  IdColumn,
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
  /** The run that somebody asked for; none where it went by night, or on a person's request. */
  @IdColumn({ nullable: true }) runId: string | null;
}

/** One time that somebody had all go at once that is due. One runs at a time. */
@Entity('purge_run')
export class PurgeRun {
  @IdKey() id: string;
  @WordColumn() lane: 'one';
  /** How much of each kind was due when it was asked for. */
  @JsonColumn() expected: Record<string, number>;
  @IdColumn() askedById: string;
  @WordColumn() askedBy: string;
  @InstantColumn() askedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
