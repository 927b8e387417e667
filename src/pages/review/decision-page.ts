import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  Decisions,
  mayTake,
  Scores,
  SubmittedAnswers,
  usualValidity,
  type AssessmentView,
  type StoredScore,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import type { Form } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { decisionForm } from './decision-form.js';
import { decisionShown } from './decision-shown.js';
import { isJudged } from './review-marks.js';
import { scoreGlance } from './score-shown.js';

/** The page on which an approver decides, with the facts beside the form; afterwards it shows the decision. */
@Injectable()
export class DecisionPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly scores: Scores,
    private readonly decisions: Decisions,
    private readonly answers: SubmittedAnswers,
    private readonly clock: Clock,
  ) {}

  /** `more`: further rows for conditions were asked for. */
  async of(me: Caller, id: string, form?: Form<object>, more = false): Promise<object> {
    const view = await this.queries.view(id);
    const head = assessmentHead(view, 'Decision');
    const report = me.may.has('reports.read');
    const refused = form?.message ? { errors: [{ message: form.message }] } : {};
    if (view.decision) {
      return { ...head, ...refused, decision: decisionShown(view.decision), report };
    }
    const score = await this.scores.latest(id);
    if (!score || !mayTake('decide', view.state)) return { ...head, ...refused, nothing: true };
    const today = this.clock.today();
    const { tier } = score.result.inherent;
    const blank = { typed: { validUntil: usualValidity(tier, today) }, value: {}, problems: {} };
    return {
      ...head,
      styles: ['/public/css/review.css'],
      tier,
      ...(await this.facts(view, score)),
      scoreId: score.id,
      needsException: score.result.needsException,
      mayOverride: me.may.has('assessments.decide'),
      ...decisionForm(score, today, form ?? blank, more),
    };
  }

  private async facts(view: AssessmentView, score: StoredScore): Promise<object> {
    return {
      score: scoreGlance(score),
      drivers: score.result.drivers.map(({ text, domainLabel, lost }) => ({
        text,
        domain: domainLabel,
        lost,
      })),
      findings: await this.decisions.openFindings(view),
      open: await this.openPoints(view.id, score),
    };
  }

  private async openPoints(id: string, { result }: StoredScore): Promise<object> {
    const answers = (await this.answers.sections(id)).flatMap(({ questions }) => questions);
    const { answered, asked } = result.coverage;
    return {
      unjudged: answers.filter((answer) => !isJudged(answer)).length,
      of: answers.length,
      blank: asked - answered,
      assertionOnly: result.assertionOnly.length,
    };
  }
}
