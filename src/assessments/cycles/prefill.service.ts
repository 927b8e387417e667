import { Injectable } from '@nestjs/common';
import { EvidenceQueries } from '../../evidence/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import {
  Questionnaires,
  questionsOf,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import { effectiveEvidence } from '../../scoring/index.js';
import { Submission, type FrozenAnswer } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import { Scores } from '../scores/scores.queries.js';
import { CarriedAnswer, type CarriedEvidence } from './carried-answer.entity.js';
import { carryOver } from './carry.js';
import { Followed } from './followed.queries.js';

/** An earlier cycle, as far as answers are taken from it. */
interface Source {
  definition: QuestionnaireDefinition;
  submission: Submission;
  /** Keys of the answers that earned points on more than the vendor's word. */
  proven: ReadonlySet<string>;
  evidence: ReadonlyMap<string, CarriedEvidence[]>;
}

const rowsAtOnce = 50;

/** Carries the answers of the last cycle into one that is being sent, whoever or whatever had it drafted. */
@Injectable()
export class Prefill {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly questionnaires: Questionnaires,
    private readonly scores: Scores,
    private readonly evidence: EvidenceQueries,
    private readonly followed: Followed,
  ) {}

  /**
   * Inside the transaction that sends it. What the last cycle did not ask at all, as a light one does not, is taken
   * from the one that it followed, and so on.
   */
  async carry(actor: Actor, { id, engagementId, questionnaireVersionId }: Assessment) {
    const followsId = await this.followed.of(engagementId, id);
    await this.database.repository(Assessment).update({ id }, { followsId });
    if (followsId === null) return;
    const { definition } = await this.questionnaires.published(questionnaireVersionId);
    const rows: CarriedAnswer[] = [];
    let wanted = questionsOf(definition);
    for (const from of await this.followed.backFrom(followsId)) {
      const source = await this.source(from);
      const known = new Map(
        source ? questionsOf(source.definition).map((one) => [one.key, one]) : [],
      );
      rows.push(
        ...wanted.flatMap((question) =>
          source ? carried(id, source, known.get(question.key), question) : [],
        ),
      );
      wanted = wanted.filter(({ key }) => !known.has(key));
      if (wanted.length === 0) break;
    }
    const carriedAnswers = this.database.repository(CarriedAnswer);
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      await carriedAnswers.insert(rows.slice(at, at + rowsAtOnce));
    }
    const same = rows.filter(({ state }) => state === 'same').length;
    const after = { followsId, prefilled: same, asOtherwiseAsked: rows.length - same };
    this.journal.record(actor, 'assessment.prefilled', { kind: 'assessment', id }, null, after);
  }

  private async source(assessmentId: string): Promise<Source | undefined> {
    const submission = await this.database
      .repository(Submission)
      .findOne({ where: { assessmentId }, order: { number: 'DESC' } });
    if (!submission) return undefined;
    const { questionnaireVersionId } = await this.database
      .repository(Assessment)
      .findOneByOrFail({ id: assessmentId });
    const { definition } = await this.questionnaires.published(questionnaireVersionId);
    const score = await this.scores.latest(assessmentId);
    const questions = score?.submissionId === submission.id ? score.input.questions : [];
    const proven = questions.filter((one) => effectiveEvidence(one) !== 'assertion');
    return {
      definition,
      submission,
      proven: new Set(proven.map(({ key }) => key)),
      evidence: await this.attachedTo(assessmentId),
    };
  }

  private async attachedTo(assessmentId: string): Promise<Map<string, CarriedEvidence[]>> {
    const attached = new Map<string, CarriedEvidence[]>();
    for (const line of await this.evidence.linkedTo('answer', assessmentId)) {
      const { id, title, part, linkedByKind } = line;
      const piece = { id, title, own: linkedByKind === 'respondent' };
      attached.set(part, [...(attached.get(part) ?? []), piece]);
    }
    return attached;
  }
}

function carried(
  assessmentId: string,
  { submission, proven, evidence }: Source,
  before: Question | undefined,
  after: Question,
): CarriedAnswer[] {
  const { key: questionKey } = after;
  const answer = submission.answers.find((one) => one.questionKey === questionKey);
  const over = before && answer && carryOver(before, answer, after);
  if (!over) return [];
  return [
    {
      assessmentId,
      questionKey,
      submissionId: submission.id,
      ...over,
      ...firstGiven(answer),
      confirmed: lastConfirmed(answer),
      unproven: proven.has(questionKey) ? 0 : (answer.confirmed?.unproven ?? 0),
      evidence: evidence.get(questionKey) ?? [],
    },
  ];
}

const firstGiven = ({ answeredBy, answeredAt, confirmed }: FrozenAnswer) => ({
  givenBy: confirmed?.givenBy ?? answeredBy,
  givenAt: new Date(confirmed?.givenAt ?? answeredAt),
});

function lastConfirmed({ confirmed }: FrozenAnswer): CarriedAnswer['confirmed'] {
  if (!confirmed) return null;
  const { by, at, times } = confirmed;
  return { by, at, times };
}
