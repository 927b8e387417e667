import { Injectable } from '@nestjs/common';
import { Findings, type Raised, type RaisedFacts } from '../../findings/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { questionsOf } from '../../questionnaires/index.js';
import { Snapshots } from '../reviewing/snapshots.service.js';
import { Assessments } from '../assessments.service.js';
import { factsOf } from './gap.js';
import type { FindingFromAnswer } from './raising.dto.js';

/** Findings that a person raises from an answer. */
@Injectable()
export class RaisedFromAnswers {
  constructor(
    private readonly database: Database,
    private readonly assessments: Assessments,
    private readonly snapshots: Snapshots,
    private readonly findings: Findings,
  ) {}

  /** Takes over text, domain, severity and remediation; a question that nobody was asked has no finding. */
  async raise(actor: Actor, assessmentId: string, facts: FindingFromAnswer): Promise<Raised> {
    return this.database.transaction(async () => {
      const usual = await this.usualFacts(assessmentId, facts.questionKey);
      return this.findings.raise(actor, {
        ...usual,
        title: facts.title || usual.title,
        detail: facts.detail || usual.detail,
        severity: facts.severity ?? usual.severity,
        proposedRemediation: facts.proposedRemediation || usual.proposedRemediation,
        ownerId: facts.ownerId,
        dueOn: facts.dueOn,
      });
    });
  }

  /** What a finding about this question says unless somebody says otherwise. */
  async usualFacts(assessmentId: string, questionKey: string): Promise<RaisedFacts> {
    const assessment = await this.assessments.byId(assessmentId);
    const snapshot = await this.snapshots.latest(assessment);
    if (!snapshot) throw new Conflict('Nothing was submitted yet.');
    const { definition } = snapshot.questionnaire;
    const question = questionsOf(definition).find(({ key }) => key === questionKey);
    if (!question) throw new NotFound('question');
    if (!snapshot.questions.some(({ key }) => key === questionKey)) {
      throw new Conflict('This question was not asked, given the other answers.');
    }
    return factsOf(assessment, question, definition);
  }
}
