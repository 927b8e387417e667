import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import {
  AuditorFacts,
  AuditorLine,
  AuditorQuery,
  AuditorView,
  StandingChange,
} from './auditor.dto.js';
import { AuditorQueries } from './auditors.queries.js';
import { Auditors } from './auditors.service.js';

@Controller('api/v1/auditors')
export class AuditorsController {
  constructor(
    private readonly auditors: Auditors,
    private readonly queries: AuditorQueries,
  ) {}

  @Get()
  @Requires('audits.read')
  @Operation('Auditors', 'List auditors and compliance platforms', { answers: [AuditorLine] })
  async list(
    @Query() query: AuditorQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AuditorLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('audits.write')
  @Operation('Auditors', 'Add an auditor or a compliance platform', { answers: Created })
  async create(@Me() me: Caller, @Body() facts: AuditorFacts): Promise<Created> {
    return this.auditors.create(me, facts);
  }

  @Get(':id')
  @Requires('audits.read')
  @Operation('Auditors', 'Read an auditor', { answers: AuditorView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AuditorView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Auditors', 'Change the name or web address of an auditor', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: AuditorFacts,
  ): Promise<void> {
    await this.auditors.change(me, id, version, facts);
  }

  @Post(':id/doubt')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Auditors', 'Put an auditor in doubt', { versioned: true })
  async doubt(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: StandingChange,
  ): Promise<void> {
    await this.auditors.doubt(me, id, version, reason);
  }

  @Post(':id/good-standing')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Auditors', 'Restore an auditor to good standing', { versioned: true })
  async restore(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: StandingChange,
  ): Promise<void> {
    await this.auditors.restore(me, id, version, reason);
  }
}
