import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import {
  AcceptanceQuery,
  AcceptanceReason,
  AcceptanceView,
  NewAcceptance,
} from './acceptance.dto.js';
import { AcceptanceQueries } from './acceptances.queries.js';
import { Acceptances } from './acceptances.service.js';

@Controller('api/v1')
export class AcceptancesController {
  constructor(
    private readonly acceptances: Acceptances,
    private readonly queries: AcceptanceQueries,
  ) {}

  @Get('acceptances')
  @Requires('findings.read')
  @Operation('Findings', 'List risk acceptances, those asked for last first', {
    answers: [AcceptanceView],
  })
  async list(
    @Query() query: AcceptanceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AcceptanceView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Get('findings/:id/acceptances')
  @Requires('findings.read')
  @Operation('Findings', 'List the risk acceptances of a finding, newest first', {
    answers: [AcceptanceView],
  })
  async ofFinding(@IdParam('id') id: string): Promise<AcceptanceView[]> {
    return this.queries.ofFinding(id);
  }

  @Post('findings/:id/acceptances')
  @Requires('findings.write')
  @Operation('Findings', 'Ask for the risk of a finding to be accepted', {
    answers: Created,
    description:
      'Somebody else approves it. On a finding whose risk is accepted already, the new one takes the place of that once it is approved.',
  })
  async request(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewAcceptance,
  ): Promise<Created> {
    return this.acceptances.request(me, id, facts);
  }

  @Post('acceptances/:id/approval')
  @HttpCode(204)
  @Requires('findings.accept')
  @Operation('Findings', 'Approve a risk acceptance that somebody else asked for')
  async approve(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.acceptances.approve(me, id);
  }

  @Post('acceptances/:id/refusal')
  @HttpCode(204)
  @Requires('findings.accept')
  @Operation('Findings', 'Refuse a risk acceptance')
  async refuse(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: AcceptanceReason,
  ): Promise<void> {
    await this.acceptances.refuse(me, id, facts);
  }

  @Post('acceptances/:id/withdrawal')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Withdraw a risk acceptance you asked for')
  async withdraw(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.acceptances.withdraw(me, id);
  }

  @Post('acceptances/:id/end')
  @HttpCode(204)
  @Requires('findings.accept')
  @Operation('Findings', 'End an approved risk acceptance before its last day', {
    description: 'The finding is open again.',
  })
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: AcceptanceReason,
  ): Promise<void> {
    await this.acceptances.end(me, id, facts);
  }
}
