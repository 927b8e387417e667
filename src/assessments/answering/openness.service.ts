import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import type { Assessment } from '../assessment.entity.js';
import { Transitions } from '../transitions.service.js';
import type { Scope } from './scope.js';
import { spokenInstant } from './spoken-instant.js';

/** Whether answers may still change; where not, it says who submitted them and when. */
@Injectable()
export class Openness {
  constructor(
    private readonly database: Database,
    private readonly transitions: Transitions,
    private readonly journal: Journal,
  ) {}

  /** Keeps the assessment open until the transaction ends. */
  async hold(scope: Scope): Promise<Assessment> {
    return this.orSay(scope, this.transitions.hold(scope.assessmentId, 'answer'));
  }

  /**
   * The same for what changes answers: the first change takes the assessment from sent to in progress. Gives the scope
   * with the state as it is now: a long upload may have begun before a submission and end after what followed it.
   */
  async begin(scope: Scope): Promise<Scope> {
    const { state: before } = await this.hold(scope);
    if (before !== 'sent') return { ...scope, state: before };
    const { assessmentId: id, actor } = scope;
    const { state } = await this.transitions.move(id, 'begin');
    this.journal.record(
      actor,
      'assessment.begun',
      { kind: 'assessment', id },
      { state: before },
      { state },
    );
    return { ...scope, state };
  }

  /** Closes it: of two at once one does, the other is told. */
  async close(scope: Scope, submittedAt: Date): Promise<Assessment> {
    return this.orSay(scope, this.transitions.move(scope.assessmentId, 'submit', { submittedAt }));
  }

  private async orSay<T>(scope: Scope, step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const [last] = await this.database.sql<{ submitted_by: string; submitted_at: string }[]>`
        SELECT submitted_by, submitted_at FROM submission
        WHERE assessment_id = ${scope.assessmentId} ORDER BY number DESC LIMIT 1`;
      if (!last) throw error;
      const when = spokenInstant(last.submitted_at);
      const sentence = `${last.submitted_by} submitted the answers on ${when}; they cannot be changed any more.`;
      throw new Conflict(sentence, { cause: error });
    }
  }
}
