import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  longestOverride,
  longestOverrideReason,
  mayTake,
  overridePolicy,
  OverrideQueries,
  Scores,
  shortestOverrideReason,
  type StoredScore,
} from '../../assessments/index.js';
import { addDays, Clock } from '../../platform/clock.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { Policies } from '../../policies/index.js';
import { bands, bandWords, spokenDay } from '../../scoring/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { scoreGlance } from './score-shown.js';

const endingFields: Record<string, FieldPlan> = {
  reason: {
    label: 'Why it ends before its day',
    type: 'textarea',
    rows: 2,
    maxlength: 1_000,
    required: true,
  },
};

/** The page on which an approver sets another band than the model’s, or ends the one that is set. */
@Injectable()
export class BandPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly overrides: OverrideQueries,
    private readonly scores: Scores,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  async of(id: string, forms: { set?: Form<object>; ending?: Form<object> } = {}): Promise<object> {
    const view = await this.queries.view(id);
    const head = assessmentHead(view, 'Band');
    const score = await this.scores.latest(id);
    if (!score || !mayTake('override', view.state)) {
      const { errors } = shownForm({}, forms.set ?? forms.ending ?? blankForm());
      return { ...head, nothing: true, errors };
    }
    const overrides = await this.overrides.list(id);
    const set = shownForm(await this.plansOf(score), forms.set ?? blankForm());
    const ending = shownForm(endingFields, forms.ending ?? blankForm());
    return {
      ...head,
      scoreId: score.id,
      score: scoreGlance(score),
      fields: set.fields,
      back: `/assessments/${id}/score`,
      overrides,
      ...(overrides.some(({ inForce }) => inForce) ? { ending: ending.fields } : {}),
      errors: [...(forms.set ? set.errors : []), ...(forms.ending ? ending.errors : [])],
    };
  }

  private async plansOf({ result }: StoredScore): Promise<Record<string, FieldPlan>> {
    const { bandAfterFloors, inherent } = result;
    const today = this.clock.today();
    const last = longestOverride(inherent.tier, await this.policies.read(overridePolicy), today);
    return {
      band: {
        label: 'Band',
        type: 'radios',
        options: bands
          .filter((band) => band !== bandAfterFloors)
          .map((value) => ({ value, label: bandWords[value] })),
        hint: `The model gives ${bandWords[bandAfterFloors].toLowerCase()}.`,
      },
      reason: {
        label: 'Reason',
        type: 'textarea',
        rows: 4,
        maxlength: longestOverrideReason,
        required: true,
        hint: `From ${shortestOverrideReason} to ${longestOverrideReason} characters.`,
      },
      until: {
        label: 'In force until',
        type: 'date',
        width: '20',
        min: addDays(today, 1),
        max: last,
        required: true,
        hint: `${spokenDay(last)} at the latest, for tier ${inherent.tier}. After that day the model’s band counts again; a new assessment begins without it.`,
      },
    };
  }
}
