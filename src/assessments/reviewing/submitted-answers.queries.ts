import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Anew } from '../changes/anew.queries.js';
import { Assessment } from '../assessment.entity.js';
import { Scores } from '../scores/scores.queries.js';
import type { StoredScore } from '../scores/score.entity.js';
import { Snapshots, type Snapshot } from './snapshots.service.js';
import type { SubmittedSectionView } from './submitted-answer.dto.js';
import { submittedSections } from './submitted-answers.js';

@Injectable()
export class SubmittedAnswers {
  constructor(
    private readonly database: Database,
    private readonly snapshots: Snapshots,
    private readonly scores: Scores,
    private readonly anew: Anew,
  ) {}

  /** The answers as submitted last; empty before that: drafts are the vendor's own. */
  async sections(assessmentId: string): Promise<SubmittedSectionView[]> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id: assessmentId });
    if (!assessment) throw new NotFound('assessment');
    const snapshot = await this.snapshots.latest(assessment);
    return snapshot ? this.sectionsOf(snapshot, await this.scores.latest(assessmentId)) : [];
  }

  /** The same where what was submitted, and what came of it, was read already. */
  async sectionsOf(snapshot: Snapshot, score?: StoredScore): Promise<SubmittedSectionView[]> {
    const anew = await this.anew.in(snapshot.submission);
    return submittedSections(snapshot, score?.result.ledger ?? [], anew);
  }
}
