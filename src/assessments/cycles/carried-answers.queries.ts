import { Injectable } from '@nestjs/common';
import { EvidenceQueries } from '../../evidence/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Questionnaires, questionsOf, type Question } from '../../questionnaires/index.js';
import type { Draft } from '../answering/draft.js';
import { CarriedAnswer, type CarriedEvidence } from './carried-answer.entity.js';
import type { CarriedState } from './carry.js';

/** Evidence of an earlier cycle, as it stands today. */
export interface CarriedFile extends CarriedEvidence {
  standing: 'valid' | 'expired' | 'withdrawn';
  /** The day since which it is not valid any more, `YYYY-MM-DD`. */
  since: string | null;
}

/** What was said in an earlier cycle, as respondents and reviewers see it. */
export interface Carried extends Draft {
  state: CarriedState;
  givenBy: string;
  givenAt: string;
  confirmed: CarriedAnswer['confirmed'];
  unproven: number;
  /** The question as it was asked then. */
  question: Question;
  files: CarriedFile[];
}

/** What an assessment was prefilled with. */
@Injectable()
export class CarriedAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
    private readonly evidence: EvidenceQueries,
  ) {}

  /** By question, whatever the assessment asks at the moment. */
  async of(assessmentId: string): Promise<Map<string, Carried>> {
    const rows = await this.database.repository(CarriedAnswer).findBy({ assessmentId });
    if (rows.length === 0) return new Map();
    const asked = await this.askedIn(new Set(rows.map(({ submissionId }) => submissionId)));
    const files = await this.filesOf(rows);
    return new Map(
      rows.flatMap((row) => {
        const question = asked.get(row.submissionId)?.get(row.questionKey);
        return question ? [[row.questionKey, carriedFrom(row, question, files)] as const] : [];
      }),
    );
  }

  /** The evidence that went with one answer, as it stands today; nothing where nothing was carried over. */
  async filesFor(assessmentId: string, questionKey: string): Promise<CarriedFile[]> {
    const key = { assessmentId, questionKey };
    const row = await this.database.repository(CarriedAnswer).findOneBy(key);
    if (!row) return [];
    const files = await this.filesOf([row]);
    return row.evidence.map((piece) => fileFrom(piece, files));
  }

  /** Whether there is an answer to be confirmed, were nothing said in this cycle. */
  async prefills(assessmentId: string, questionKey: string): Promise<boolean> {
    const key = { assessmentId, questionKey, state: 'same' } as const;
    return this.database.repository(CarriedAnswer).existsBy(key);
  }

  private async askedIn(submissionIds: ReadonlySet<string>) {
    const asked = new Map<string, ReadonlyMap<string, Question>>();
    for (const id of submissionIds) {
      const [row] = await this.database.sql<{ versionId: string }[]>`
        SELECT a.questionnaire_version_id AS "versionId"
        FROM submission s JOIN assessment a ON a.id = s.assessment_id WHERE s.id = ${id}`;
      if (!row) continue;
      const { definition } = await this.questionnaires.published(row.versionId);
      asked.set(id, new Map(questionsOf(definition).map((one) => [one.key, one])));
    }
    return asked;
  }

  private async filesOf(rows: readonly CarriedAnswer[]): Promise<Map<string, Standing>> {
    const ids = rows.flatMap(({ evidence }) => evidence.map(({ id }) => id));
    const found = await this.evidence.validityOf(ids);
    const today = this.clock.today();
    return new Map(found.map(({ id, ...days }) => [id, standingOn(today, days)]));
  }
}

type Standing = Pick<CarriedFile, 'standing' | 'since'>;

const gone: Standing = { standing: 'withdrawn', since: null };

function standingOn(
  today: string,
  { expiresOn, withdrawnAt }: { expiresOn: string | null; withdrawnAt: string | null },
): Standing {
  if (withdrawnAt !== null) return { standing: 'withdrawn', since: withdrawnAt.slice(0, 10) };
  if (expiresOn !== null && expiresOn < today) return { standing: 'expired', since: expiresOn };
  return { standing: 'valid', since: null };
}

const fileFrom = (piece: CarriedEvidence, files: ReadonlyMap<string, Standing>): CarriedFile => ({
  ...piece,
  ...(files.get(piece.id) ?? gone),
});

function carriedFrom(
  row: CarriedAnswer,
  question: Question,
  files: ReadonlyMap<string, Standing>,
): Carried {
  const { state, value, notApplicableReason, comment, givenBy, givenAt, confirmed, unproven } = row;
  return {
    ...{ state, value, notApplicableReason, comment, givenBy, confirmed, unproven, question },
    givenAt: givenAt.toISOString(),
    files: row.evidence.map((piece) => fileFrom(piece, files)),
  };
}
