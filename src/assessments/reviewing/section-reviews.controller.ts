import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { IdParam, Operation } from '../../platform/http/index.js';
import type { Bulk, BulkAnswer } from './in-bulk.js';
import {
  NewSectionReview,
  SectionReviewPlan,
  SectionReviewQuery,
  SectionReviewView,
} from './section-review.dto.js';
import { SectionReviews } from './section-reviews.service.js';

@Controller('api/v1/assessments/:id')
export class SectionReviewsController {
  constructor(private readonly sections: SectionReviews) {}

  @Get('section-review-plan')
  @Requires('assessments.read')
  @Operation('Assessments', 'See what a judgement of a section would touch', {
    answers: SectionReviewPlan,
    description:
      'Left out are answers that are judged already, blank ones that cannot meet anything, and knock-outs, unless they ' +
      'meet by comparison and are judged to.',
  })
  async plan(
    @IdParam('id') id: string,
    @Query() { section, judgement }: SectionReviewQuery,
  ): Promise<SectionReviewPlan> {
    return planOf(await this.sections.plan(id, section, judgement));
  }

  @Post('section-reviews')
  @Requires('assessments.write')
  @Operation('Assessments', 'Judge the answers of a section together', {
    answers: SectionReviewView,
    description:
      'All answers of the section that nobody has judged yet, in one transaction with one rescoring. Name the submission ' +
      'that was looked at: where one of them was answered anew since, nothing is judged.',
  })
  async review(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewSectionReview,
  ): Promise<SectionReviewView> {
    const judged = await this.sections.review(me, id, facts);
    return { id: judged.id, ...planOf(judged) };
  }

  @Post('section-reviews/:sectionReviewId/reversal')
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Undo a judgement of a section', {
    description: 'Puts back what was before, unless one of its answers was judged again since.',
  })
  async undo(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('sectionReviewId') sectionReviewId: string,
  ): Promise<void> {
    await this.sections.undo(me, id, sectionReviewId);
  }
}

const planOf = ({ touched, leftOut }: Bulk<BulkAnswer>): SectionReviewPlan => ({
  touched: touched.map(({ key, text }) => ({ key, text })),
  leftOut,
});
