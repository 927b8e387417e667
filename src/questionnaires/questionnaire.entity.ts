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
  /** Of the newest published version; of the first draft until there is one. */
  @WordColumn() title: string;
  @InstantColumn() createdAt: Date;
}

/** A draft may be changed; once published it never is, and the database refuses it too. */
@Entity('questionnaire_version')
export class QuestionnaireVersion {
  @IdKey() id: string;
  @IdColumn() questionnaireId: string;
  @WholeColumn() number: number;
  @JsonColumn() definition: QuestionnaireDefinition;
  /** SHA-256 of the definition as stored. */
  @WordColumn() sha256: string;
  /** How many it asks. */
  @WholeColumn() questions: number;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  @WholeColumn() version: number;
}
