import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Questionnaires, type Question } from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { askedQuestions } from '../answering/answered.js';
import type { Assessment } from '../assessment.entity.js';

export interface AskedQuestion {
  question: Question;
  section: string;
}

type Which = Pick<Assessment, 'id' | 'questionnaireVersionId'>;

/** The questions that the vendor was asked, given what it submitted last. */
@Injectable()
export class AskedQuestions {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** By key, in their order. */
  async of({ id, questionnaireVersionId }: Which): Promise<Map<string, AskedQuestion>> {
    const { definition } = await this.questionnaires.published(questionnaireVersionId);
    const [last] = await this.database.sql<{ answers: string }[]>`
      SELECT answers FROM submission WHERE assessment_id = ${id} ORDER BY number DESC LIMIT 1`;
    if (!last) return new Map();
    const asked = new Set(askedQuestions(definition, JSON.parse(last.answers) as FrozenAnswer[]));
    return new Map(
      definition.sections.flatMap(({ key: section, questions }) =>
        questions
          .filter((question) => asked.has(question))
          .map((question) => [question.key, { question, section }] as const),
      ),
    );
  }

  async mustHave(assessment: Which, key: string): Promise<void> {
    if ((await this.of(assessment)).has(key)) return;
    const { definition } = await this.questionnaires.published(assessment.questionnaireVersionId);
    const known = definition.sections.flatMap(({ questions }) => questions);
    if (!known.some((question) => question.key === key)) throw new NotFound('question');
    throw new Conflict('This question was not asked, given the other answers.');
  }
}
