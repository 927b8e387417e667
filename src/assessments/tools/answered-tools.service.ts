import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.js';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { Questionnaires, type QuestionnaireDefinition } from '../../questionnaires/index.js';
import { Inventories } from '../../supply-chain/index.js';
import { Submission } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import { toolsUntaken } from '../events.js';
import { Snapshots, type Snapshot } from '../reviewing/snapshots.service.js';
import { answeredTools, weakestOf } from './answered-tools.js';

/** Takes the tools that vendors name in their answers into the register. */
@Injectable()
export class ToolsFromAnswers {
  constructor(
    private readonly database: Database,
    private readonly inventories: Inventories,
    private readonly questionnaires: Questionnaires,
    private readonly snapshots: Snapshots,
  ) {}

  /** Inside the transaction that scores. The list is taken once; how well it is proven follows its reviews. */
  async follow(
    assessment: Assessment,
    { questionnaire, submission, questions }: Snapshot,
  ): Promise<void> {
    const taken = await this.take(assessment, submission, questionnaire.definition);
    if (!taken) return;
    const keys = new Set(taken.keys);
    const grades = questions.flatMap(({ key, evidence }) => (keys.has(key) ? [evidence] : []));
    await this.inventories.grade(system, taken.id, weakestOf(grades));
  }

  /** What was submitted before there was a register. */
  @Handles(toolsUntaken)
  async onUntaken({ submissionId }: { submissionId: string }): Promise<void> {
    const submission = await this.database.repository(Submission).findOneBy({ id: submissionId });
    if (!submission) return;
    const assessment = await this.database
      .repository(Assessment)
      .findOneByOrFail({ id: submission.assessmentId });
    const { definition } = await this.questionnaires.published(assessment.questionnaireVersionId);
    await this.database.transaction(async () => {
      await this.take(assessment, submission, definition);
      const snapshot = await this.snapshots.latest(assessment);
      if (snapshot?.submission.id === submissionId) await this.follow(assessment, snapshot);
    });
  }

  private async take(
    { vendorId, engagementId }: Assessment,
    { id: sourceId, answers, submittedAt }: Submission,
    definition: QuestionnaireDefinition,
  ): Promise<{ id: string; keys: string[] } | undefined> {
    const answered = answeredTools(definition, answers);
    if (!answered) return undefined;
    const { id } = await this.inventories.take(system, {
      vendorId,
      engagementId,
      source: 'answer',
      sourceId,
      describedOn: dayOf(submittedAt),
      isComplete: false,
      items: answered.items,
    });
    return { id, keys: answered.keys };
  }
}
