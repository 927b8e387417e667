import {
  AnyField,
  Created,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { definitionSchema } from './definition-schema.js';
import type { QuestionnaireDefinition } from './question.js';

const mostVersions = { min: 1, max: 1_000_000 };

export class QuestionnaireQuery extends ListQuery {}

export class QuestionnaireView {
  @IdField() id: string;
  @TextField({ max: 80, example: 'ai-vendor', description: 'Stable across versions.' })
  key: string;
  @TextField({ max: 200, example: 'AI vendor security and data protection' }) title: string;
  @IdField({
    optional: true,
    description: 'The newest published version; absent if there is none.',
  })
  publishedId?: string;
  @WholeField({ ...mostVersions, optional: true, example: 2, description: 'Its number.' })
  number?: number;
  @WholeField({ min: 1, max: 500, optional: true, example: 87, description: 'How many it asks.' })
  questions?: number;
  @InstantField({ optional: true }) publishedAt?: string;
  @WholeField({ min: 0, max: 1_000_000, example: 0, description: 'Drafts being worked on.' })
  drafts: number;
}

export class VersionLine {
  @IdField() id: string;
  @IdField() questionnaireId: string;
  @WholeField({ ...mostVersions, example: 2 }) number: number;
  @WholeField({ min: 1, max: 500, example: 87, description: 'How many it asks.' })
  questions: number;
  @TextField({ max: 64, description: 'Hex SHA-256 of the definition as compact JSON.' })
  sha256: string;
  @InstantField() createdAt: string;
  @InstantField({ optional: true, description: 'Absent: a draft.' }) publishedAt?: string;
  @WholeField(mostVersions) version: number;
}

export class VersionView extends VersionLine {
  @AnyField({ api: { ...definitionSchema, selfRequired: true } })
  definition: QuestionnaireDefinition;
}

export class CreatedQuestionnaire extends Created {
  @IdField({ description: 'Its first draft.' }) versionId: string;
}
