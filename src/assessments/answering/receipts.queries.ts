import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Questionnaires, type Question } from '../../questionnaires/index.js';
import { Rounds } from '../changes/rounds.queries.js';
import type { FrozenAnswer } from './answer.entity.js';
import { sectionsIn, type Scope } from './scope.js';

export interface ReceiptSection {
  key: string;
  title: string;
  answers: { question: Question; answer: FrozenAnswer }[];
}

/** Proof of what was submitted: the code, the fingerprint, and the frozen answers of the sections a link opens. */
export interface Receipt {
  submissionId: string;
  number: number;
  receipt: string;
  sha256: string;
  submittedBy: string;
  submittedAt: string;
  daysLate: number;
  title: string;
  sections: ReceiptSection[];
  /** Of the questions that were asked again: those that this submission left as they were. Null where none were. */
  untouched: readonly Question[] | null;
}

interface Row {
  id: string;
  number: number;
  receipt: string;
  sha256: string;
  submitted_by: string;
  submitted_at: string;
  days_late: number;
  answers: string;
}

@Injectable()
export class Receipts {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly rounds: Rounds,
  ) {}

  /** The receipt of the last submission. */
  async read(scope: Scope): Promise<Receipt> {
    const [row] = await this.database.sql<Row[]>`
      SELECT id, number, receipt, sha256, submitted_by, submitted_at, days_late, answers FROM submission
      WHERE assessment_id = ${scope.assessmentId} ORDER BY number DESC LIMIT 1`;
    if (!row) throw new NotFound('receipt');
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const frozen = new Map(
      (JSON.parse(row.answers) as FrozenAnswer[]).map((answer) => [answer.questionKey, answer]),
    );
    const left = await this.rounds.leftIn(row.id);
    return {
      submissionId: row.id,
      number: row.number,
      receipt: row.receipt,
      sha256: row.sha256,
      submittedBy: row.submitted_by,
      submittedAt: row.submitted_at,
      daysLate: row.days_late,
      title: definition.title,
      sections: sectionsIn(definition, scope).map(({ key, title, questions }) => ({
        key,
        title,
        answers: questions.flatMap((question) => {
          const answer = frozen.get(question.key);
          return answer ? [{ question, answer }] : [];
        }),
      })),
      untouched: left
        ? sectionsIn(definition, scope).flatMap(({ questions }) =>
            questions.filter(({ key }) => left.includes(key)),
          )
        : null,
    };
  }
}
