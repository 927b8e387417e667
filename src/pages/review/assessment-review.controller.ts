import { Body, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ReviewFacts, Reviews } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  ChoiceField,
  fragment,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { ChosenEvidence } from '../evidence/chosen-evidence.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { addressOf } from './addresses.js';
import { ReviewDesk, type Place } from './review-desk.js';
import { reviewLists, type ReviewList } from './review-marks.js';

class ReviewQuery {
  @ChoiceField(reviewLists, { optional: true })
  show?: ReviewList;
}

/** The page as a whole, or for its own script (public/js/review.js) only what the next step changes of it. */
const whole = 'pages/assessments/review';
const step = 'pages/assessments/review-step';
const Part = () => Headers('x-assay-part');

@PageController('assessments/:id/review')
export class AssessmentReviewPages {
  constructor(
    private readonly reviews: Reviews,
    private readonly desk: ReviewDesk,
    private readonly evidence: ChosenEvidence,
  ) {}

  @Get()
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  async first(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() { show: list }: ReviewQuery,
    @Part() part?: string,
  ): Promise<View> {
    return this.page(me, { id, list }, part);
  }

  @Get(':questionKey')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  async one(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
    @Query() { show: list = 'all' }: ReviewQuery,
    @Part() part?: string,
  ): Promise<View> {
    return this.page(me, { id, list, key }, part);
  }

  @Post(':questionKey/evidence')
  @Requires('evidence.write')
  @Sees('answers', 'assessment')
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') part: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.evidence.attach(me, { kind: 'answer', id, part }, addressOf(id, 'all', part), body);
  }

  @Post(':questionKey')
  @Requires('assessments.write')
  @Sees('answers', 'assessment')
  async judge(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
    @Query() { show: list = 'all' }: ReviewQuery,
    @Body() body: FormBody,
    @Part() part?: string,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const place = { id, list, key };
    const alone = part === 'step';
    return submit(
      readForm(ReviewFacts, rest),
      async (facts) => {
        const judged = await this.reviews.review(me, id, key, facts, version);
        const after = { key, judged };
        if (alone)
          return fragment(step, await this.desk.shown(me, { id, list, step: true, after }));
        const next = await this.desk.next(id, list, key);
        if (next) return redirect(next);
        return redirect(addressOf(id, list, key), 'Saved. That was the last one of this list.');
      },
      async (refused) => {
        const form = { ...refused, typed: body };
        const shown = await this.desk.shown(me, { ...place, form, step: alone });
        return alone ? fragment(step, shown) : show(whole, shown);
      },
    );
  }

  private async page(me: Caller, place: Place, part?: string): Promise<View> {
    if (part !== 'step') return show(whole, await this.desk.shown(me, place));
    return fragment(step, await this.desk.shown(me, { ...place, step: true }));
  }
}
