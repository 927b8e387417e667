import { Injectable } from '@nestjs/common';
import type { AssessmentView } from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { EvidenceOfAnswer } from '../evidence/evidence-of-answer.js';
import { addressOf } from './addresses.js';
import type { Step } from './review-walk.js';

/**
 * What other areas show beside the answer that is open. Each gives one name that its own partial reads:
 * `review/beside` before what was expected, `review/below` under the answer, `review/acts` under the judgement.
 */
@Injectable()
export class DeskParts {
  constructor(private readonly evidence: EvidenceOfAnswer) {}

  async of(me: Caller, view: AssessmentView, step: Step): Promise<object> {
    return { ...(await this.attached(me, view, step)) };
  }

  private async attached(
    me: Caller,
    { id, vendorId }: AssessmentView,
    { answer: { key } }: Step,
  ): Promise<object> {
    if (!me.may.has('evidence.read')) return {};
    const shown = await this.evidence.view(me, { vendorId, assessmentId: id, questionKey: key });
    return { attached: { ...shown, action: `${addressOf(id, 'all', key)}/evidence` } };
  }
}
