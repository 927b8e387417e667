import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Questionnaires, type AnswerValue } from '../../questionnaires/index.js';
import type { Scope } from './scope.js';
import { sheetOf, type Sheet, type SheetAnswer } from './sheet.js';

interface Row {
  question_key: string;
  value: string | null;
  not_applicable_reason: string | null;
  comment: string | null;
  answered_by: string;
  answered_at: string;
  version: number;
}

@Injectable()
export class Sheets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
  ) {}

  async read(scope: Scope): Promise<Sheet> {
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const answers = await this.answersOf(scope.assessmentId);
    return sheetOf(scope, definition, answers, this.clock.today());
  }

  /** Every answer of an assessment, those to hidden questions included. */
  async answersOf(assessmentId: string): Promise<Map<string, SheetAnswer>> {
    const rows = await this.database.sql<Row[]>`
      SELECT question_key, value, not_applicable_reason, comment, answered_by, answered_at, version
      FROM answer WHERE assessment_id = ${assessmentId}`;
    return new Map(rows.map((row) => [row.question_key, answerFrom(row)]));
  }

  async answerTo(assessmentId: string, questionKey: string): Promise<SheetAnswer | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT question_key, value, not_applicable_reason, comment, answered_by, answered_at, version
      FROM answer WHERE assessment_id = ${assessmentId} AND question_key = ${questionKey}`;
    return row && answerFrom(row);
  }
}

function answerFrom(row: Row): SheetAnswer {
  return {
    value: row.value === null ? null : (JSON.parse(row.value) as AnswerValue),
    notApplicableReason: row.not_applicable_reason,
    comment: row.comment,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    version: row.version,
  };
}
