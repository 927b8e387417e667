import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { AssessmentLine, AssessmentView } from './assessment-view.dto.js';
import {
  AssessmentQuery,
  NewAssessment,
  NewDueDate,
  NewInvitation,
  Revocation,
} from './assessment.dto.js';
import { AssessmentQueries } from './assessments.queries.js';
import { Assessments } from './assessments.service.js';

@Controller('api/v1/assessments')
export class AssessmentsController {
  constructor(
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
  ) {}

  @Get()
  @Requires('assessments.read')
  @Operation('Assessments', 'List assessments, the next due first', { answers: [AssessmentLine] })
  async list(
    @Query() query: AssessmentQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AssessmentLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('assessments.write')
  @Operation('Assessments', 'Draft an assessment', { answers: Created })
  async draft(@Me() me: Caller, @Body() facts: NewAssessment): Promise<Created> {
    return this.assessments.draft(me, me.userId, facts);
  }

  @Get(':id')
  @Requires('assessments.read')
  @Operation('Assessments', 'Read an assessment', { answers: AssessmentView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AssessmentView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Post(':id/dispatches')
  @Requires('assessments.write')
  @Operation('Assessments', 'Send a draft to its contact', {
    answers: Created,
    description: 'Gives the id of the invitation. The link stands in the letter only.',
  })
  async send(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    return this.assessments.send(me, id);
  }

  @Post(':id/invitations')
  @Requires('assessments.write')
  @Operation('Assessments', 'Let another contact answer too', { answers: Created })
  async invite(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() asked: NewInvitation,
  ): Promise<Created> {
    return this.assessments.invite(me, id, asked);
  }

  @Put(':id/due-date')
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Move the due date, and the end of the links', { versioned: true })
  async extend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { dueOn }: NewDueDate,
  ): Promise<void> {
    await this.assessments.extend(me, id, version, dueOn);
  }

  @Post(':id/revocation')
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Revoke an assessment that was not submitted, with all its links')
  async revoke(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { reason }: Revocation,
  ): Promise<void> {
    await this.assessments.revoke(me, id, reason);
  }
}
