import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  Created,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { Incidents } from '../cases/incidents.service.js';
import {
  StatementFacts,
  StatementQuery,
  StatementView,
  StatementWithdrawal,
  VexDocument,
} from './statement.dto.js';
import { StatementQueries } from './statements.queries.js';
import { Statements } from './statements.service.js';
import { VexDocuments } from './vex-documents.service.js';

@Controller('api/v1')
export class StatementsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly statements: Statements,
    private readonly queries: StatementQueries,
    private readonly documents: VexDocuments,
  ) {}

  @Get('incidents/:id/statements')
  @Requires('incidents.read')
  @Sees('incident-answers', 'incident')
  @Operation('Incidents', 'List what vendors said, newest first', { answers: [StatementView] })
  async list(
    @IdParam('id') id: string,
    @Query() query: StatementQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StatementView[]> {
    await this.incidents.byId(id);
    return linked(await this.queries.page(id, query), request, reply);
  }

  @Post('incidents/:id/statements')
  @Requires('incidents.write')
  @Operation('Incidents', 'Record what a vendor said', {
    answers: Created,
    description: 'Its standing follows. A dated all-clear lifts floor F2 from its score.',
  })
  async add(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @Body() facts: StatementFacts,
  ): Promise<Created> {
    return this.statements.add(me, { ...facts, incidentId, source: 'analyst' });
  }

  @Post('incidents/:id/openvex-documents')
  @Requires('incidents.write')
  @Operation('Incidents', 'Take what a vendor says in an OpenVEX document', {
    answers: Created,
    description:
      'The document is kept as evidence. Of what it says about the incident the latest counts, of one day the gravest, as of ' +
      'the day it has there; the answer names that statement.',
  })
  async hear(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @Body() document: VexDocument,
  ): Promise<Created> {
    return this.documents.take(me, incidentId, document);
  }

  @Post('statements/:id/withdrawal')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Withdraw a statement that was recorded wrongly', {
    description: 'It stays in sight and does not count any more.',
  })
  async withdraw(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { reason }: StatementWithdrawal,
  ): Promise<void> {
    await this.statements.withdraw(me, id, reason);
  }
}
