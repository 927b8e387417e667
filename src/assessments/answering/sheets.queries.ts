import { Injectable } from '@nestjs/common';
import { EvidenceQueries } from '../../evidence/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import {
  Questionnaires,
  type Answers,
  type AnswerValue,
  type Question,
} from '../../questionnaires/index.js';
import { Rounds } from '../changes/rounds.queries.js';
import { Threads } from '../changes/threads.queries.js';
import type { AssessmentState } from '../assessment.entity.js';
import { questionIn } from './placed.js';
import { CarriedAnswers, type Carried } from '../cycles/carried-answers.queries.js';
import type { Scope } from './scope.js';
import {
  sheetOf,
  type GivenBackSheet,
  standingValues,
  valuesOf,
  type Said,
  type Sheet,
  type SheetAnswer,
  type SheetFile,
} from './sheet.js';

interface Row {
  question_key: string;
  value: string | null;
  not_applicable_reason: string | null;
  comment: string | null;
  answered_by: string;
  answered_at: string;
  confirmed_at: string | null;
  version: number;
}

export interface Standing {
  state: AssessmentState;
  answer: SheetAnswer | null;
}

@Injectable()
export class Sheets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
    private readonly evidence: EvidenceQueries,
    private readonly rounds: Rounds,
    private readonly threads: Threads,
    private readonly carried: CarriedAnswers,
  ) {}

  async read(scope: Scope): Promise<Sheet> {
    return this.sheet(scope, standingValues);
  }

  /** The sheet by what was really said: what waits to be confirmed decides nothing. */
  async final(scope: Scope): Promise<Sheet> {
    return this.sheet(scope, ({ answers }) => valuesOf(answers));
  }

  /** The values that decide what is asked. */
  async values(scope: Scope): Promise<Answers> {
    const answers = await this.answersOf(scope.assessmentId);
    return standingValues({ answers, carried: await this.carriedInto(scope) });
  }

  /** What the vendor's own people attached, by question; what we attached is not theirs to see. */
  async attachedTo(assessmentId: string): Promise<Map<string, SheetFile[]>> {
    const attached = new Map<string, SheetFile[]>();
    for (const line of await this.evidence.attachedByVendor('answer', assessmentId)) {
      const { id: evidenceId, part, title, name, sha256, bytes, linkedBy, linkedAt } = line;
      const file = { evidenceId, title, name, sha256, bytes, givenBy: linkedBy, givenAt: linkedAt };
      const known = attached.get(part);
      if (known) known.push(file);
      else attached.set(part, [file]);
    }
    return attached;
  }

  /** The question with this key in the sections the link opens, asked at the moment or not. */
  async question(scope: Scope, key: string): Promise<Question> {
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const question = questionIn(definition, scope, key);
    if (!question) throw new NotFound('question');
    return question;
  }

  /** Every answer of an assessment, those to hidden questions included. */
  async answersOf(assessmentId: string): Promise<Map<string, SheetAnswer>> {
    const rows = await this.database.sql<Row[]>`
      SELECT question_key, value, not_applicable_reason, comment, answered_by, answered_at, confirmed_at, version
      FROM answer WHERE assessment_id = ${assessmentId}`;
    return new Map(rows.map((row) => [row.question_key, answerFrom(row)]));
  }

  /** One answer and the state of its assessment in a single query: this runs whenever a keystroke is saved. */
  async standing(assessmentId: string, questionKey: string): Promise<Standing> {
    const [row] = await this.database.sql<(Row & { state: AssessmentState })[]>`
      SELECT a.state, b.question_key, b.value, b.not_applicable_reason, b.comment, b.answered_by,
        b.answered_at, b.confirmed_at, b.version
      FROM assessment a
      LEFT JOIN answer b ON b.assessment_id = a.id AND b.question_key = ${questionKey}
      WHERE a.id = ${assessmentId}`;
    if (!row) throw new NotFound('assessment');
    return { state: row.state, answer: row.version === null ? null : answerFrom(row) };
  }

  private async sheet(scope: Scope, deciding: (said: Said) => Answers): Promise<Sheet> {
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const answers = await this.answersOf(scope.assessmentId);
    const attached = await this.attachedTo(scope.assessmentId);
    const said = { answers, attached, carried: await this.carriedInto(scope) };
    const givenBack = await this.givenBack(scope);
    return sheetOf(scope, definition, said, deciding(said), this.clock.today(), givenBack);
  }

  private async givenBack({ assessmentId, state }: Scope): Promise<GivenBackSheet | undefined> {
    if (state !== 'changes_requested') return undefined;
    const round = await this.rounds.open(assessmentId);
    return round && { round, threads: await this.threads.ofVendor(assessmentId) };
  }

  private async carriedInto({ assessmentId, followsId }: Scope): Promise<Map<string, Carried>> {
    return followsId === null ? new Map() : this.carried.of(assessmentId);
  }
}

function answerFrom(row: Row): SheetAnswer {
  return {
    value: row.value === null ? null : (JSON.parse(row.value) as AnswerValue),
    notApplicableReason: row.not_applicable_reason,
    comment: row.comment,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    confirmedAt: row.confirmed_at,
    version: row.version,
  };
}
