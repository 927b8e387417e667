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
import { AcceptanceChange, AuditFacts, AuditQuery } from './audit.dto.js';
import { AuditLine, AuditView } from './audit-view.dto.js';
import { AuditQueries } from './audits.queries.js';
import { Audits } from './audits.service.js';

@Controller('api/v1')
export class AuditsController {
  constructor(
    private readonly audits: Audits,
    private readonly queries: AuditQueries,
  ) {}

  @Get('audits')
  @Requires('audits.read')
  @Operation('Audits', 'List audits of all vendors', {
    answers: [AuditLine],
    description:
      'Where each stands is derived today from its days, its bridge letters and the policy.',
  })
  async list(
    @Query() query: AuditQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AuditLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Get('vendors/:id/audits')
  @Requires('audits.read')
  @Operation('Audits', 'List the audits of a vendor', { answers: [AuditLine] })
  async ofVendor(@IdParam('id') vendorId: string): Promise<AuditLine[]> {
    return this.queries.ofVendor(vendorId);
  }

  @Post('vendors/:id/audits')
  @Requires('audits.write')
  @Operation('Audits', 'Record an audit of a vendor', { answers: Created })
  async record(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() facts: AuditFacts,
  ): Promise<Created> {
    return this.audits.record(me, vendorId, facts);
  }

  @Get('audits/:id')
  @Requires('audits.read')
  @Sees('exceptions', 'audit', { part: 'exceptionsFound' })
  @Operation('Audits', 'Read an audit with its exceptions and bridge letters', {
    answers: AuditView,
  })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AuditView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put('audits/:id')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Change what is recorded of an audit', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: AuditFacts,
  ): Promise<void> {
    await this.audits.change(me, id, version, facts);
  }

  @Post('audits/:id/rejection')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Reject an audit: we do not accept it', { versioned: true })
  async reject(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: AcceptanceChange,
  ): Promise<void> {
    await this.audits.reject(me, id, version, reason);
  }

  @Post('audits/:id/acceptance')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Accept a rejected audit again', { versioned: true })
  async accept(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: AcceptanceChange,
  ): Promise<void> {
    await this.audits.accept(me, id, version, reason);
  }
}
