import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { NotFound } from '../../platform/errors.js';
import { IdParam, Operation } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { comparisonView } from './comparison-view.js';
import { ComparedQuery, ComparisonOfCycles, NewTakeover, TakeoverView } from './cycle.dto.js';
import { Cycles } from './cycles.queries.js';
import { Takeovers } from './takeovers.service.js';

@Controller('api/v1')
export class CyclesController {
  constructor(
    private readonly cycles: Cycles,
    private readonly vendors: Vendors,
    private readonly takeovers: Takeovers,
  ) {}

  @Get('assessments/:id/changes-since-last-cycle')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  @Operation('Assessments', 'Read what changed since the cycle before, weakened answers first', {
    answers: ComparisonOfCycles,
    description: 'Not found before the first submission, and where it follows no other assessment.',
  })
  async sinceLast(@IdParam('id') id: string): Promise<ComparisonOfCycles> {
    const comparison = await this.cycles.sinceLast(id);
    if (!comparison) throw new NotFound('cycle before this one to compare with');
    return comparisonView(comparison);
  }

  @Post('assessments/:id/takeovers')
  @Requires('assessments.write')
  @Operation('Assessments', 'Take over the judgements of the last time in a section', {
    answers: TakeoverView,
    status: 201,
    description:
      'Those of answers that were confirmed, are the same, and were judged to meet on evidence that still holds.',
  })
  async takeOver(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { section, submissionId }: NewTakeover,
  ): Promise<TakeoverView> {
    return { taken: await this.takeovers.take(me, id, section, submissionId) };
  }

  @Get('vendors/:id/comparison')
  @Requires('assessments.read')
  @Sees('answers', 'vendor')
  @Operation('Assessments', 'Compare any two assessments of a vendor', {
    answers: ComparisonOfCycles,
    description:
      'Each as it was decided, else as it stands; another vendor’s assessment is not found.',
  })
  async between(
    @IdParam('id') vendorId: string,
    @Query() { from, to }: ComparedQuery,
  ): Promise<ComparisonOfCycles> {
    await this.vendors.byId(vendorId);
    return comparisonView(await this.cycles.between(vendorId, from, to));
  }
}
