import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../platform/database/index.js';
import { Questionnaires } from '../questionnaires/index.js';
import { Answer } from './answering/answer.entity.js';
import { progressOf, type Given, type Progress } from './answering/answered.js';
import type { Assessment } from './assessment.entity.js';
import { mayTake } from './states.js';

type Shown = Pick<Assessment, 'id' | 'state' | 'questionnaireVersionId'>;

/** How far respondents have come, in the assessments that wait for them. */
@Injectable()
export class ProgressQueries {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** By assessment; those that wait for no answer are not in it. */
  async of(assessments: readonly Shown[]): Promise<Map<string, Progress>> {
    const waiting = assessments.filter(({ state }) => mayTake('answer', state));
    const begun = waiting.filter(({ state }) => state !== 'sent').map(({ id }) => id);
    const given = await this.answersOf(begun);
    const progress = new Map<string, Progress>();
    for (const { id, questionnaireVersionId } of waiting) {
      const { definition } = await this.questionnaires.published(questionnaireVersionId);
      progress.set(id, progressOf(definition, given.get(id) ?? []));
    }
    return progress;
  }

  private async answersOf(ids: string[]): Promise<Map<string, Given[]>> {
    const given = new Map<string, Given[]>();
    if (ids.length === 0) return given;
    const answers = await this.database.repository(Answer).find({
      select: { assessmentId: true, questionKey: true, value: true, notApplicableReason: true },
      where: { assessmentId: In(ids) },
    });
    for (const answer of answers) {
      const known = given.get(answer.assessmentId);
      if (known) known.push(answer);
      else given.set(answer.assessmentId, [answer]);
    }
    return given;
  }
}
