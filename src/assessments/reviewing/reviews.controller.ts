import { Body, Controller, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { ApiHeader, IdParam, Operation, type Reply } from '../../platform/http/index.js';
import { ReadVersion } from '../read-version.js';
import { ReviewFacts } from './review.dto.js';
import { Reviews } from './reviews.service.js';
import { SubmittedSectionView } from './submitted-answer.dto.js';
import { SubmittedAnswers } from './submitted-answers.queries.js';

@Controller('api/v1/assessments/:id')
export class ReviewsController {
  constructor(
    private readonly reviews: Reviews,
    private readonly answers: SubmittedAnswers,
  ) {}

  @Get('answers')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  @Operation('Assessments', 'Read the answers as submitted last', {
    answers: [SubmittedSectionView],
    description:
      'Beside each answer: what was expected, the judgement, and its points. Empty before.',
  })
  async list(@IdParam('id') id: string): Promise<SubmittedSectionView[]> {
    return this.answers.sections(id);
  }

  @Put('reviews/:questionKey')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version read, like "2".' })
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Judge an answer', {
    description:
      'The first judgement takes the assessment into review; each changes the score at once. Name the submission that ' +
      'was looked at: an answer that was given anew since is not judged. With If-Match ("0" for the ' +
      'first judgement of a question) nobody’s judgement is overwritten unseen.',
  })
  async review(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
    @ReadVersion() expected: number | undefined,
    @Body() facts: ReviewFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<void> {
    const { version } = await this.reviews.review(me, id, questionKey, facts, expected);
    void reply.header('etag', `"${version}"`);
  }
}
