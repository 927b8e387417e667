import { Body, Get, Param, Post, Query } from '@nestjs/common';
import {
  judgements,
  NewSectionReview,
  SectionReviews,
  type Judgement,
} from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  ChoiceField,
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
import { movementOf } from './movement.js';
import { SectionReviewPage } from './section-review-page.js';

class SectionQuery {
  @ChoiceField(judgements, { optional: true })
  judgement?: Judgement;
}

const template = 'pages/assessments/section-review';

@PageController('assessments/:id')
export class SectionReviewPages {
  constructor(
    private readonly sections: SectionReviews,
    private readonly page: SectionReviewPage,
  ) {}

  @Get('sections/:section/review')
  @Requires('assessments.write')
  @Sees('answers', 'assessment')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('section') section: string,
    @Query() { judgement = 'meets' }: SectionQuery,
  ): Promise<View> {
    return show(template, await this.page.of(me, { id, section, judgement }));
  }

  @Post('sections/:section/review')
  @Requires('assessments.write')
  @Sees('answers', 'assessment')
  async judge(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('section') section: string,
    @Query() { judgement = 'meets' }: SectionQuery,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    // Without a tick nothing is chosen; leaving the field out would mean all of them.
    const typed = { questions: [], ...body, section, judgement };
    return submit(
      readForm(NewSectionReview, typed),
      async (facts) => {
        const { touched, scoring } = await this.sections.review(me, id, facts);
        const count = touched.length === 1 ? 'One answer is' : `${touched.length} answers are`;
        const moved = movementOf(scoring)?.summary ?? '';
        return redirect(`/assessments/${id}/review?show=open`, `${count} judged. ${moved}`.trim());
      },
      async (form) => show(template, await this.page.of(me, { id, section, judgement, form })),
    );
  }

  @Post('section-reviews/:sectionReviewId/reversal')
  @Requires('assessments.write')
  async undo(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('sectionReviewId') sectionReviewId: string,
  ): Promise<Redirect> {
    const back = `/assessments/${id}/review`;
    const said = await orSay(back, () => this.sections.undo(me, id, sectionReviewId));
    if (said && 'kind' in said) return said;
    const moved = said && movementOf(said)?.summary;
    return redirect(back, `What was judged together is undone. ${moved ?? ''}`.trim());
  }
}
