import { Injectable } from '@nestjs/common';
import { Gaps } from '../../findings/index.js';
import { Database } from '../../platform/database/index.js';
import { Questionnaires, questionsOf } from '../../questionnaires/index.js';
import type { Assessment } from '../assessment.entity.js';
import type { Snapshot } from '../reviewing/snapshots.service.js';
import { gapOf } from './gap.js';
import { metGaps } from './met-gaps.js';

/** Lets findings follow what the answers of an assessment say. */
@Injectable()
export class FollowedGaps {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly gaps: Gaps,
  ) {}

  /** Inside the transaction that scores. What was asked again later is left to the later answers. */
  async follow(assessment: Assessment, snapshot: Snapshot): Promise<void> {
    const later = await this.askedLater(assessment);
    const met = metGaps(assessment, snapshot).filter(({ gap }) => !later.has(gap));
    await this.gaps.follow(assessment.id, met);
  }

  private async askedLater({ id, engagementId, submittedAt }: Assessment): Promise<Set<string>> {
    const since = submittedAt?.toISOString() ?? '';
    const versions = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT questionnaire_version_id AS id FROM assessment
      WHERE engagement_id = ${engagementId} AND id <> ${id} AND submitted_at > ${since}`;
    const asked = new Set<string>();
    for (const version of versions) {
      const { definition } = await this.questionnaires.published(version.id);
      for (const question of questionsOf(definition)) asked.add(gapOf(engagementId, question));
    }
    return asked;
  }
}
