import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { Assessments } from '../assessments.service.js';
import { NewOverride, OverrideEnding, OverrideView } from './override.dto.js';
import { OverrideQueries } from './overrides.queries.js';
import { Overrides } from './overrides.service.js';

@Controller('api/v1/assessments/:id/overrides')
export class OverridesController {
  constructor(
    private readonly assessments: Assessments,
    private readonly overrides: Overrides,
    private readonly queries: OverrideQueries,
  ) {}

  @Get()
  @Requires('assessments.read')
  @Operation('Assessments', 'List the bands that persons have set, newest first', {
    answers: [OverrideView],
  })
  async list(@IdParam('id') id: string): Promise<OverrideView[]> {
    await this.assessments.byId(id);
    return this.queries.list(id);
  }

  @Post()
  @Requires('assessments.decide')
  @Operation('Assessments', 'Set another band than the model’s, until a day', {
    answers: Created,
    description:
      'One is in force at a time: another one supersedes it. It makes a new score that shows both bands; after its ' +
      'last day the band is the model’s again by itself. What the vendor submits meanwhile does not end it.',
  })
  async set(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewOverride,
  ): Promise<Created> {
    return this.overrides.set(me, id, facts);
  }

  @Post('ending')
  @HttpCode(204)
  @Requires('assessments.decide')
  @Operation('Assessments', 'End the band that is set before its last day')
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { reason }: OverrideEnding,
  ): Promise<void> {
    await this.overrides.end(me, id, reason);
  }
}
