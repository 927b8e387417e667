import { Entity } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import {
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** Somebody asked for everything that leans on an auditor to be scored again. */
@Entity('rescoring')
export class Rescoring {
  @IdKey() id: string;
  @IdColumn() auditorId: string;
  @TextColumn() cause: string;
  /** How many there were when it was asked for. */
  @WholeColumn() assessments: number;
  @WordColumn() askedByKind: Actor['kind'];
  @IdColumn() askedById: string;
  @WordColumn() askedBy: string;
  @InstantColumn() askedAt: Date;
}

/** One assessment of a rescoring. */
@Entity('rescoring_item')
export class RescoringItem {
  @IdKey() rescoringId: string;
  @IdKey() assessmentId: string;
  /** Whether its job is written. */
  @FlagColumn() queued: boolean;
  @InstantColumn({ nullable: true }) doneAt: Date | null;
  /** The score it came to; none where the last one still stands. */
  @IdColumn({ nullable: true }) scoreId: string | null;
}
