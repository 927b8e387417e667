import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { QuestionnaireDefinition } from './question.js';

@Entity('questionnaire')
export class Questionnaire {
  @IdKey() id: string;
  /** Stable across versions and installations, like `ai-vendor`. */
  @WordColumn() key: string;
  @WordColumn() title: string;
  @InstantColumn() createdAt: Date;
}

/** Written once more or less often while a draft; never again once published. */
@Entity('questionnaire_version')
export class QuestionnaireVersion {
  @IdKey() id: string;
  @IdColumn() questionnaireId: string;
  @WholeColumn() number: number;
  @JsonColumn() definition: QuestionnaireDefinition;
  /** SHA-256 of the definition as stored. */
  @WordColumn() sha256: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  @WholeColumn() version: number;
}
