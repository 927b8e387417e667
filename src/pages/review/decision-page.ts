import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  longestValidity,
  mayTake,
  outcomes,
  Scores,
  shortestException,
  SubmittedAnswers,
  usualValidity,
  type StoredScore,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { addDays, Clock } from '../../platform/clock.js';
import type { Form } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { isJudged } from './review-marks.js';
import { scoreGlance } from './score-shown.js';

const outcomeOptions: Readonly<Record<(typeof outcomes)[number], { label: string; hint: string }>> =
  {
    approved: { label: 'Approve', hint: 'It may be used as it is.' },
    approved_with_conditions: {
      label: 'Approve with conditions',
      hint: 'It may be used if they are kept.',
    },
    rejected: { label: 'Reject', hint: 'It may not be used.' },
  };

/** The page on which an approver decides, with the facts beside the form; afterwards it shows the decision. */
@Injectable()
export class DecisionPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly scores: Scores,
    private readonly answers: SubmittedAnswers,
    private readonly clock: Clock,
  ) {}

  async of(me: Caller, id: string, form?: Form<object>): Promise<object> {
    const view = await this.queries.view(id);
    const head = assessmentHead(view, 'Decision');
    const report = me.may.has('reports.read');
    const refused = form?.message ? { errors: [{ message: form.message }] } : {};
    if (view.decision)
      return { ...head, ...refused, decision: view.decision, score: view.score, report };
    const score = await this.scores.latest(id);
    if (!score || !mayTake('decide', view.state)) return { ...head, ...refused, nothing: true };
    const today = this.clock.today();
    const { tier } = score.result.inherent;
    const validUntil = usualValidity(tier, today);
    const typed = form?.typed ?? { validUntil };
    const blank = { typed, value: {}, problems: {} };
    return {
      ...head,
      tier,
      score: scoreGlance(score),
      drivers: score.result.drivers.map(({ text, domainLabel, lost }) => ({
        text,
        domain: domainLabel,
        lost,
      })),
      open: await this.openPoints(id, score),
      scoreId: score.id,
      needsException: score.result.needsException,
      ...shownForm(plansOf(score, today), form ?? blank),
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

function plansOf({ result }: StoredScore, today: string): Record<string, FieldPlan> {
  const exception: FieldPlan = {
    label: 'Why may it be approved although a knock-out failed?',
    type: 'textarea',
    rows: 4,
    maxlength: 4_000,
    hint: `Needed for an approval: at least ${shortestException} characters.`,
  };
  return {
    outcome: {
      label: 'Decision',
      type: 'radios',
      options: outcomes.map((value) => ({ value, ...outcomeOptions[value] })),
    },
    reason: {
      label: 'Reason',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
      required: true,
      hint: 'Stands on the first page of the report.',
    },
    conditions: {
      label: 'Conditions',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
      hint: 'For an approval with conditions: what must be done, by whom, by when.',
    },
    ...(result.needsException ? { exceptionReason: exception } : {}),
    validUntil: {
      label: 'Valid until',
      type: 'date',
      width: '20',
      min: addDays(today, 1),
      max: longestValidity(today),
      hint: `The date filled in is usual for tier ${result.inherent.tier}.`,
    },
    confirmed: {
      label: 'I have read the score and its floors',
      type: 'checkbox',
      hint: 'A decision stands for good; a new assessment can take its place.',
    },
  };
}
