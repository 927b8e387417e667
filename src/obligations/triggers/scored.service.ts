import { Injectable } from '@nestjs/common';
import { Assessment, assessmentScored, StoredScore, Submission } from '../../assessments/index.js';
import { Database } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { Questionnaires, questionsOf } from '../../questionnaires/index.js';
import { changedOnTraining, newHolders } from './submission-changes.js';
import { Triggers, type Occasion } from './triggers.service.js';

/** Compares what was submitted with what the vendor said about the same engagement before. */
@Injectable()
export class ScoredTrigger {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly triggers: Triggers,
  ) {}

  @Handles(assessmentScored)
  async onScored({ scoreId }: { assessmentId: string; scoreId: string }): Promise<void> {
    const score = await this.database.repository(StoredScore).findOneBy({ id: scoreId });
    const submissions = this.database.repository(Submission);
    const after = score && (await submissions.findOneBy({ id: score.submissionId }));
    const before = after && (await this.before(after));
    if (before) await this.triggers.fireAll(await this.occasions(before, after));
  }

  private async occasions(before: Submission, after: Submission): Promise<Occasion[]> {
    const { engagementId, questionnaireVersionId } = await this.database
      .repository(Assessment)
      .findOneByOrFail({ id: after.assessmentId });
    const { definition } = await this.questionnaires.published(questionnaireVersionId);
    const asked = questionsOf(definition);
    const tools = newHolders(before.answers, after.answers, asked);
    const training = changedOnTraining(before.answers, after.answers, asked);
    const cause = { engagementId, causeKind: 'submission', causeId: after.id, causePart: '' };
    return [
      ...(tools.length === 0
        ? []
        : [{ ...cause, rule: 'tool_with_credentials' as const, sentence: toolsSentence(tools) }]),
      ...(training.length === 0
        ? []
        : [{ ...cause, rule: 'training_changed' as const, sentence: trainingSentence(training) }]),
    ];
  }

  /** The last submission about the same engagement before this one. */
  private async before({ id, assessmentId }: Submission): Promise<Submission | null> {
    const [row] = await this.database.sql<{ id: string }[]>`
      SELECT s.id FROM submission s
      JOIN assessment a ON a.id = s.assessment_id
      JOIN assessment mine ON mine.engagement_id = a.engagement_id AND mine.id = ${assessmentId}
      JOIN submission this ON this.id = ${id}
      WHERE (s.submitted_at, s.id) < (this.submitted_at, this.id)
      ORDER BY s.submitted_at DESC, s.id DESC LIMIT 1`;
    return row ? this.database.repository(Submission).findOneBy({ id: row.id }) : null;
  }
}

const most = 3;

const named = (names: readonly string[]): string =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

const toolsSentence = (tools: readonly string[]): string =>
  tools.length === 1
    ? `the tool ${named(tools)} holds credentials and did not before`
    : `the tools ${named(tools)} hold credentials and did not before`;

const trainingSentence = (keys: readonly string[]): string =>
  `what it says about training data changed (${named(keys)})`;
