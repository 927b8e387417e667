import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import {
  Questionnaires,
  questionsOf,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import type { RevisionView } from './change.dto.js';
import { askedIn } from './given-back.js';
import { revisionsOf } from './revisions.js';

interface Row {
  number: number;
  answers: string;
  submittedAt: string;
  submittedBy: string;
}

/** How an answer came to read as it does: every submission froze all of them. */
@Injectable()
export class Revisions {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  async of(assessmentId: string, key: string): Promise<RevisionView[]> {
    const { definition, question } = await this.question(assessmentId, key);
    const rows = await this.database.sql<Row[]>`
      SELECT number, answers, submitted_at AS "submittedAt", submitted_by AS "submittedBy"
      FROM submission WHERE assessment_id = ${assessmentId} ORDER BY number`;
    return revisionsOf(
      question,
      rows.map(({ answers, ...row }) => {
        const frozen = JSON.parse(answers) as FrozenAnswer[];
        const answer = frozen.find(({ questionKey }) => questionKey === key);
        return { ...row, asked: askedIn(definition, frozen).has(key), answer };
      }),
    );
  }

  /** The question with this key, asked or not. */
  async question(
    assessmentId: string,
    key: string,
  ): Promise<{ definition: QuestionnaireDefinition; question: Question }> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id: assessmentId });
    if (!assessment) throw new NotFound('assessment');
    const { definition } = await this.questionnaires.published(assessment.questionnaireVersionId);
    const question = questionsOf(definition).find((one) => one.key === key);
    if (!question) throw new NotFound('question');
    return { definition, question };
  }
}
