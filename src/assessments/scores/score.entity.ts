import { Entity } from 'typeorm';
import type { Band, Overridden, Score, ScoreInput } from '../../scoring/index.js';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  RealColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** What the model was given, apart from the score before: that one is a row of its own. */
export type StoredInput = Omit<ScoreInput, 'previous'>;

/** The immutable result of the model at one moment, with all that went into it. */
@Entity('score')
export class StoredScore {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  @IdColumn() submissionId: string;
  /** The score that `change` looks back to. */
  @IdColumn({ nullable: true }) previousId: string | null;
  /** Counts the scores of an assessment; unique with it. */
  @WholeColumn() number: number;
  @WordColumn() modelId: string;
  @WordColumn() modelVersion: string;
  @WordColumn() modelHash: string;
  @JsonColumn() input: StoredInput;
  @JsonColumn() result: Score;
  @WordColumn() band: Band;
  @RealColumn() residual: number;
  /** What stands beside the band where a person has set it. */
  @JsonColumn({ nullable: true }) overridden: Overridden | null;
  @InstantColumn() scoredAt: Date;
}
