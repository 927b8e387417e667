import { Body, Controller, Get, Post } from '@nestjs/common';
import { FindingLine, FindingQueries } from '../../findings/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { Assessments } from '../assessments.service.js';
import { RaisedFromAnswers } from './raised-from-answers.service.js';
import { FindingFromAnswer } from './raising.dto.js';

@Controller('api/v1/assessments/:id/findings')
export class RaisingController {
  constructor(
    private readonly assessments: Assessments,
    private readonly raised: RaisedFromAnswers,
    private readonly queries: FindingQueries,
  ) {}

  @Get()
  @Requires('findings.read')
  @Operation('Findings', 'List the findings whose gaps an assessment met', {
    answers: [FindingLine],
  })
  async list(@IdParam('id') id: string): Promise<FindingLine[]> {
    await this.assessments.byId(id);
    return this.queries.linesOfAssessment(id);
  }

  @Post()
  @Requires('findings.write')
  @Operation('Findings', 'Raise a finding from an answer', {
    answers: Created,
    description: 'A question has one finding at an engagement: where there is one, it is refused.',
  })
  async raise(
    @Me() me: Caller,
    @IdParam('id') assessmentId: string,
    @Body() facts: FindingFromAnswer,
  ): Promise<Created> {
    const { id } = await this.raised.raise(me, assessmentId, facts);
    return { id };
  }
}
