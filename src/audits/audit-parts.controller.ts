import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { Sees } from '../journal/index.js';
import { NotFound } from '../platform/errors.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  Operation,
  tagged,
  type Reply,
} from '../platform/http/index.js';
import {
  ExceptionFacts,
  ExceptionView,
  FindingFromException,
} from './exceptions/audit-exception.dto.js';
import { RaisedFromExceptions } from './exceptions/raised-from-exceptions.service.js';
import { AuditExceptions } from './exceptions/audit-exceptions.service.js';
import { BridgeLetterFacts } from './bridge-letters/bridge-letter.dto.js';
import { BridgeLetters } from './bridge-letters/bridge-letters.service.js';

@Controller('api/v1')
export class AuditPartsController {
  constructor(
    private readonly exceptions: AuditExceptions,
    private readonly letters: BridgeLetters,
    private readonly raised: RaisedFromExceptions,
  ) {}

  @Post('audits/:id/exceptions')
  @Requires('audits.write')
  @Operation('Audits', 'Add an exception the auditor found', { answers: Created })
  async addException(
    @Me() me: Caller,
    @IdParam('id') auditId: string,
    @Body() facts: ExceptionFacts,
  ): Promise<Created> {
    return this.exceptions.add(me, auditId, facts);
  }

  @Get('audit-exceptions/:id')
  @Requires('audits.read')
  @Sees('exceptions', 'audit_exception')
  @Operation('Audits', 'Read an exception', { answers: ExceptionView })
  async readException(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ExceptionView> {
    const [view] = await this.exceptions.views([await this.exceptions.byId(id)]);
    if (!view) throw new NotFound('exception');
    return tagged(view, reply);
  }

  @Put('audit-exceptions/:id')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Change an exception', { versioned: true })
  async changeException(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: ExceptionFacts,
  ): Promise<void> {
    await this.exceptions.change(me, id, version, facts);
  }

  @Delete('audit-exceptions/:id')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Remove an exception', { versioned: true })
  async removeException(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.exceptions.remove(me, id, version);
  }

  @Post('audit-exceptions/:id/findings')
  @Requires('findings.write')
  @Operation('Findings', 'Raise a finding from an exception', {
    answers: Created,
    description: 'An exception has one finding: where there is one, it is refused.',
  })
  async raise(
    @Me() me: Caller,
    @IdParam('id') exceptionId: string,
    @Body() facts: FindingFromException,
  ): Promise<Created> {
    const { id } = await this.raised.raise(me, exceptionId, facts);
    return { id };
  }

  @Post('audits/:id/bridge-letters')
  @Requires('audits.write')
  @Operation('Audits', 'Add a bridge letter of the vendor’s management', {
    answers: Created,
    description:
      'For a SOC 2 Type II report. It begins where the period ends or where the report stops being fresh, and covers three months at most.',
  })
  async addLetter(
    @Me() me: Caller,
    @IdParam('id') auditId: string,
    @Body() facts: BridgeLetterFacts,
  ): Promise<Created> {
    return this.letters.add(me, auditId, facts);
  }

  @Delete('bridge-letters/:id')
  @HttpCode(204)
  @Requires('audits.write')
  @Operation('Audits', 'Remove a bridge letter')
  async removeLetter(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.letters.remove(me, id);
  }
}
