import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ReviewFacts, Reviews } from '../../assessments/index.js';
import { EvidenceLinks } from '../../evidence/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  checked,
  ChoiceField,
  IdField,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { addressOf } from './addresses.js';
import { ReviewDesk } from './review-desk.js';
import { reviewLists, type ReviewList } from './review-marks.js';

class ReviewQuery {
  @ChoiceField(reviewLists, { optional: true })
  show?: ReviewList;
}

class ChosenEvidence {
  @IdField() evidenceId: string;
}

const template = 'pages/assessments/review';

@PageController('assessments/:id/review')
export class AssessmentReviewPages {
  constructor(
    private readonly reviews: Reviews,
    private readonly desk: ReviewDesk,
    private readonly evidence: EvidenceLinks,
  ) {}

  @Get()
  @Requires('assessments.read')
  async first(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() { show: list = 'all' }: ReviewQuery,
  ): Promise<View> {
    return show(template, await this.desk.shown(me, id, list));
  }

  @Get(':questionKey')
  @Requires('assessments.read')
  async one(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
    @Query() { show: list = 'all' }: ReviewQuery,
  ): Promise<View> {
    return show(template, await this.desk.shown(me, id, list, key));
  }

  @Post(':questionKey/evidence')
  @Requires('evidence.write')
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') part: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const { evidenceId } = checked(ChosenEvidence, body ?? {});
    const back = addressOf(id, 'all', part);
    const said = await orSay(back, () =>
      this.evidence.attach(me, evidenceId, { kind: 'answer', id, part }),
    );
    return said ?? redirect(back, 'The evidence is attached.');
  }

  @Post(':questionKey')
  @Requires('assessments.write')
  async judge(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
    @Query() { show: list = 'all' }: ReviewQuery,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(ReviewFacts, rest),
      async (facts) => {
        await this.reviews.review(me, id, key, facts, version);
        const next = await this.desk.next(id, list, key);
        if (next) return redirect(next);
        return redirect(addressOf(id, list, key), 'Saved. That was the last one of this list.');
      },
      async (form) =>
        show(template, await this.desk.shown(me, id, list, key, { ...form, typed: body })),
    );
  }
}
