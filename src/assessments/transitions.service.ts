import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../platform/database/index.js';
import { Conflict, NotFound } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/index.js';
import { dueDatesMoved } from '../vendors/index.js';
import { Assessment } from './assessment.entity.js';
import { mayTake, refusal, steps, type Move, type Step } from './states.js';

type Stamp = Partial<
  Pick<Assessment, 'sentAt' | 'submittedAt' | 'decidedAt' | 'revokedAt' | 'revokedReason' | 'dueOn'>
>;

/** The moves that begin or end something with a due date. */
const dated: ReadonlySet<Move> = new Set([
  'send',
  'submit',
  'requestChanges',
  'decide',
  'supersede',
  'revoke',
]);

/** The one way an assessment changes its state: conditionally, so that of two at once one is told. */
@Injectable()
export class Transitions {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** Takes the step and gives the assessment as it is afterwards; a Conflict says why it cannot be. */
  async move(id: string, step: Move, stamp: Stamp = {}): Promise<Assessment> {
    const version = () => 'version + 1';
    const moved = await this.update(id, step, { ...stamp, state: steps[step].to, version });
    if (dated.has(step)) await this.jobs.enqueue(dueDatesMoved, { vendorId: moved.vendorId });
    return moved;
  }

  /** Makes sure that the step is possible and stays so until the transaction ends. */
  async hold(id: string, step: Step): Promise<Assessment> {
    return this.update(id, step, { version: () => 'version' });
  }

  /** Lets nobody else change the assessment until the transaction ends, whatever its state. */
  async lock(id: string): Promise<Assessment> {
    const assessments = this.database.repository(Assessment);
    await assessments.update({ id }, { version: () => 'version' });
    const assessment = await assessments.findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return assessment;
  }

  private async update(id: string, step: Step, changes: object): Promise<Assessment> {
    const assessments = this.database.repository(Assessment);
    const state = In([...steps[step].from]);
    const { affected } = await assessments.update({ id, state }, changes);
    const assessment = await assessments.findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    if (affected === 1) return assessment;
    // Whoever changed it first may have been undone since: then it is simply to be tried again.
    throw new Conflict(
      mayTake(step, assessment.state)
        ? 'This assessment is being changed by somebody else. Try again in a moment.'
        : refusal(step, assessment.state),
    );
  }
}
