import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { Sees } from '../journal/index.js';
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
import {
  FindingChange,
  FindingLine,
  FindingQuery,
  FindingView,
  NewFinding,
  PlanFacts,
  Reopening,
  Resolution,
  Verification,
} from './finding.dto.js';
import { FindingQueries } from './findings.queries.js';
import { Findings } from './findings.service.js';

@Controller('api/v1/findings')
export class FindingsController {
  constructor(
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
  ) {}

  @Get()
  @Requires('findings.read')
  @Operation('Findings', 'List findings of all vendors', { answers: [FindingLine] })
  async list(
    @Query() query: FindingQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FindingLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('findings.write')
  @Operation('Findings', 'Raise a finding by hand', {
    answers: Created,
    description:
      'On a vendor or one of its engagements. From an answer or from an audit’s exception it is raised there.',
  })
  async raise(@Me() me: Caller, @Body() facts: NewFinding): Promise<Created> {
    const { id } = await this.findings.raise(me, { ...facts, originKind: 'by_hand' });
    return { id };
  }

  @Get(':id')
  @Requires('findings.read')
  @Sees('remediation', 'finding')
  @Operation('Findings', 'Read a finding', { answers: FindingView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FindingView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Change what a finding says, its owner or its due date', {
    versioned: true,
  })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: FindingChange,
  ): Promise<void> {
    await this.findings.change(me, id, version, facts);
  }

  @Put(':id/plan')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Say what the vendor will do, and by when', { versioned: true })
  async plan(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: PlanFacts,
  ): Promise<void> {
    await this.findings.plan(me, id, version, facts);
  }

  @Post(':id/resolution')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Say that the gap is closed', {
    versioned: true,
    description: 'It waits to be verified. Evidence of the fix is attached through its uses.',
  })
  async resolve(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: Resolution,
  ): Promise<void> {
    await this.findings.resolve(me, id, version, facts);
  }

  @Post(':id/verification')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Say that we made sure of it', { versioned: true })
  async verify(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: Verification,
  ): Promise<void> {
    await this.findings.verify(me, id, version, facts);
  }

  @Post(':id/reopening')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Open a finding again', {
    versioned: true,
    description: 'Its plan and its resolution go to its history.',
  })
  async reopen(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: Reopening,
  ): Promise<void> {
    await this.findings.reopen(me, id, version, facts);
  }
}
