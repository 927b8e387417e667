import { Body, Controller, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { AssessmentParts } from '../assessment-parts.queries.js';
import { DecisionView, NewDecision } from './decision.dto.js';
import { Decisions } from './decisions.service.js';

@Controller('api/v1/assessments/:id/decision')
export class DecisionsController {
  constructor(
    private readonly decisions: Decisions,
    private readonly parts: AssessmentParts,
  ) {}

  @Post()
  @Requires('assessments.decide')
  @Operation('Assessments', 'Decide on an assessment', {
    answers: Created,
    description: 'Takes the place of earlier decisions on the same engagement.',
  })
  async decide(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewDecision,
  ): Promise<Created> {
    return this.decisions.decide(me, id, facts);
  }

  @Get()
  @Requires('assessments.read')
  @Operation('Assessments', 'Read the decision', { answers: DecisionView })
  async read(@IdParam('id') id: string): Promise<DecisionView> {
    const decision = await this.parts.decision(id);
    if (!decision) throw new NotFound('decision');
    return decision;
  }
}
