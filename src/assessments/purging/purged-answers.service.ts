import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import { purgedName, removedIn } from '../../platform/purged.js';
import { Questionnaires, questionsOf, type Question } from '../../questionnaires/index.js';
import { Answer, Submission, type FrozenAnswer } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import { CarriedAnswer } from '../cycles/carried-answer.entity.js';
import { StoredScore } from '../scores/score.entity.js';
import { withoutReasons } from './purged-score.js';
import { redacted } from './redacted.js';

type Kinds = ReadonlyMap<string, Question['kind']>;

/** Lets go the free text of what a vendor answered: choices, receipts and hashes stay, and with them scores and decisions. */
@Injectable()
export class PurgedAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** Inside a transaction. The register comes first: without it the tables refuse the change. */
  async purge(assessmentIds: readonly string[], rule: string, reason: string): Promise<void> {
    const at = this.clock.now().toISOString();
    for (const id of assessmentIds) {
      await this.database.sql`
        INSERT INTO answer_purge (assessment_id, rule, reason, at) VALUES (${id}, ${rule}, ${reason}, ${at})
        ON CONFLICT DO NOTHING`;
      const by = { rule, reason, at };
      const kinds = await this.kindsIn(id);
      await this.scores(id);
      await this.submissions(id, kinds);
      await this.answers(id, kinds);
      await this.carried(id, kinds);
      await this.database.sql`
        UPDATE change_reply SET text = ${removedIn(sql`text`, by)}, replied_by = ${purgedName} WHERE assessment_id = ${id}`;
    }
  }

  private async kindsIn(id: string): Promise<Kinds> {
    const assessment = await this.database.repository(Assessment).findOneByOrFail({ id });
    const { definition } = await this.questionnaires.published(assessment.questionnaireVersionId);
    return new Map(questionsOf(definition).map(({ key, kind }) => [key, kind]));
  }

  private async submissions(assessmentId: string, kinds: Kinds): Promise<void> {
    const repository = this.database.repository(Submission);
    for (const { id, answers } of await repository.findBy({ assessmentId })) {
      const left = answers.map((answer) => withoutText(answer, kinds.get(answer.questionKey)));
      await repository.update({ id }, { answers: left, submittedBy: purgedName });
    }
  }

  private async answers(assessmentId: string, kinds: Kinds): Promise<void> {
    const repository = this.database.repository(Answer);
    for (const { questionKey, value, notApplicableReason } of await repository.findBy({
      assessmentId,
    })) {
      await repository.update(
        { assessmentId, questionKey },
        {
          value: redacted(kinds.get(questionKey), value),
          notApplicableReason: notApplicableReason === null ? null : purgedName,
          comment: null,
          answeredBy: purgedName,
        },
      );
    }
  }

  /** A score repeats what it was computed from. */
  private async scores(assessmentId: string): Promise<void> {
    const said = await this.database.repository(Submission).findBy({ assessmentId });
    const theirs = said
      .flatMap(({ answers }) => answers)
      .filter(({ notApplicableReason }) => notApplicableReason !== null);
    const keys = new Set(theirs.map(({ questionKey }) => questionKey));
    if (keys.size === 0) return;
    const repository = this.database.repository(StoredScore);
    for (const score of await repository.findBy({ assessmentId }))
      await repository.update({ id: score.id }, withoutReasons(score, keys));
  }

  private async carried(assessmentId: string, kinds: Kinds): Promise<void> {
    const repository = this.database.repository(CarriedAnswer);
    for (const row of await repository.findBy({ assessmentId })) {
      const { questionKey, value, notApplicableReason, confirmed, evidence } = row;
      await repository.update(
        { assessmentId, questionKey },
        {
          value: redacted(kinds.get(questionKey), value),
          notApplicableReason: notApplicableReason === null ? null : purgedName,
          comment: null,
          givenBy: purgedName,
          confirmed: confirmed === null ? null : { ...confirmed, by: purgedName },
          evidence: evidence.map((one) => ({ ...one, title: purgedName })),
        },
      );
    }
  }
}

function withoutText(answer: FrozenAnswer, kind: Question['kind'] | undefined): FrozenAnswer {
  const { value, notApplicableReason, attached, confirmed } = answer;
  return {
    ...answer,
    value: redacted(kind, value),
    notApplicableReason: notApplicableReason === null ? null : purgedName,
    comment: null,
    answeredBy: purgedName,
    ...(attached ? { attached: attached.map((file) => ({ ...file, name: purgedName })) } : {}),
    ...(confirmed ? { confirmed: { ...confirmed, by: purgedName, givenBy: purgedName } } : {}),
  };
}
