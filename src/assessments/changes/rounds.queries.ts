import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { Questionnaires } from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import type { RoundView } from './change.dto.js';
import { askedIn, type GivenBack } from './given-back.js';
import { ChangeQuestion, ChangeRound } from './round.entity.js';
import { untouched } from './untouched.js';

/** The round that waits for the vendor, with what it had submitted before. */
export interface OpenRound extends GivenBack {
  id: string;
  number: number;
  message: string | null;
  askedAt: Date;
  /** As submitted last, by question. */
  before: ReadonlyMap<string, FrozenAnswer>;
}

@Injectable()
export class Rounds {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** Nothing where no round is open; an assessment that was given back before there were rounds has none. */
  async open(assessmentId: string): Promise<OpenRound | undefined> {
    const rounds = this.database.repository(ChangeRound);
    const round = await rounds
      .createQueryBuilder('r')
      .where('r.assessment_id = :assessmentId AND r.closed_at IS NULL', { assessmentId })
      .getOne();
    if (!round) return undefined;
    const { id, number, message, askedAt } = round;
    const chosen = await this.database.repository(ChangeQuestion).findBy({ roundId: id });
    const [last] = await this.database.sql<{ answers: string; version: string }[]>`
      SELECT s.answers, a.questionnaire_version_id AS version
      FROM submission s JOIN assessment a ON a.id = s.assessment_id
      WHERE s.assessment_id = ${assessmentId} ORDER BY s.number DESC LIMIT 1`;
    if (!last) throw new Error(`Nothing of assessment ${assessmentId} was submitted.`);
    const { definition } = await this.questionnaires.published(last.version);
    const answers = JSON.parse(last.answers) as FrozenAnswer[];
    return {
      ...{ id, number, message, askedAt },
      chosen: new Map(chosen.map(({ questionKey, remark }) => [questionKey, remark])),
      askedBefore: askedIn(definition, answers),
      before: new Map(answers.map((answer) => [answer.questionKey, answer])),
    };
  }

  /** All rounds of an assessment, the first one first. */
  async list(assessmentId: string): Promise<RoundView[]> {
    const rounds = await this.database
      .repository(ChangeRound)
      .find({ where: { assessmentId }, order: { number: 'ASC' } });
    const chosen = await this.database.repository(ChangeQuestion).findBy({ assessmentId });
    const views: RoundView[] = [];
    for (const { assessmentId: _, askedById: __, askedAt, closedAt, ...round } of rounds) {
      const remarks = chosen
        .filter(({ roundId }) => roundId === round.id)
        .map(({ questionKey, remark, remarkedBy }) => ({ questionKey, remark, remarkedBy }))
        .sort((one, other) => (one.questionKey < other.questionKey ? -1 : 1));
      const left = round.submissionId && (await this.leftIn(round.submissionId));
      views.push({
        ...present({ ...round, closedAt: closedAt?.toISOString() ?? null }),
        askedAt: askedAt.toISOString(),
        questions: remarks.map(({ questionKey }) => questionKey),
        remarks,
        ...(left ? { untouched: left } : {}),
      });
    }
    return views;
  }

  /** Keys of the chosen questions that a submission left as they were; nothing where it closed no round. */
  async leftIn(submissionId: string): Promise<string[] | undefined> {
    const round = await this.database.repository(ChangeRound).findOneBy({ submissionId });
    if (!round) return undefined;
    const chosen = await this.database.repository(ChangeQuestion).findBy({ roundId: round.id });
    const two = await this.database.sql<{ answers: string }[]>`
      SELECT b.answers FROM submission a
      JOIN submission b ON b.assessment_id = a.assessment_id AND b.number IN (a.number, a.number - 1)
      WHERE a.id = ${submissionId} ORDER BY b.number`;
    const replied = await this.database.sql<{ key: string }[]>`
      SELECT question_key AS key FROM change_reply WHERE round_id = ${round.id}`;
    const [before = [], after = []] = two.map(
      ({ answers }) => JSON.parse(answers) as FrozenAnswer[],
    );
    return untouched(chosen.map(({ questionKey }) => questionKey).sort(), {
      before,
      after,
      replied: new Set(replied.map(({ key }) => key)),
    });
  }
}
