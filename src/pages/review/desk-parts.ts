import { Injectable } from '@nestjs/common';
import {
  SectionReviewUndoing,
  type AssessmentView,
  type SectionLines,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { ChangesOfAnswer } from '../changes/changes-of-answer.js';
import { FindingOfAnswer } from '../findings/finding-of-answer.js';
import { EvidenceOfAnswer } from '../evidence/evidence-of-answer.js';
import { addressOf } from './addresses.js';
import { mayJudge } from './judging-form.js';
import { judgementWords } from './review-marks.js';
import type { Step } from './review-walk.js';

const undoMinutes = 60;

/**
 * What other areas show beside the answer that is open. Each gives one name that its own partial reads:
 * `review/beside` before what was expected, `review/below` under the answer, `review/acts` under the judgement.
 */
@Injectable()
export class DeskParts {
  constructor(
    private readonly evidence: EvidenceOfAnswer,
    private readonly undoing: SectionReviewUndoing,
    private readonly changes: ChangesOfAnswer,
    private readonly findings: FindingOfAnswer,
    private readonly clock: Clock,
  ) {}

  async of(
    me: Caller,
    view: AssessmentView,
    step: Step,
    sections: readonly SectionLines[],
  ): Promise<object> {
    return {
      ...(await this.attached(me, view, step)),
      ...(mayJudge(me, view) ? await this.undo(me, view, sections) : {}),
      ...(await this.findings.of(me, view.id, step.answer.key)),
      changes: await this.changes.of(me, view, step.answer),
    };
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

  /** The last judgement of a section, as long as one may think better of it. */
  private async undo(
    me: Caller,
    { id }: AssessmentView,
    sections: readonly SectionLines[],
  ): Promise<object> {
    const since = new Date(this.clock.now().getTime() - undoMinutes * 60_000);
    const last = await this.undoing.offered(me.userId, id, since);
    if (!last) return {};
    const section = sections.find(({ key }) => key === last.sectionKey);
    return {
      undo: {
        answers: last.answers,
        section: section?.title,
        word: judgementWords[last.judgement].toLowerCase(),
        action: `/assessments/${id}/section-reviews/${last.id}/reversal`,
      },
    };
  }
}
