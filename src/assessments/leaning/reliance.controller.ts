import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Auditors } from '../../audits/index.js';
import { LikenessView } from '../../evidence/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  IdParam,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import {
  LeaningLine,
  LeaningQuery,
  MentionLine,
  NewRescoring,
  RelianceView,
  RescoringView,
} from './reliance.dto.js';
import { Reliance } from './reliance.queries.js';
import { RescoringQueries } from './rescorings.queries.js';
import { Rescorings } from './rescorings.service.js';

@Controller('api/v1')
export class RelianceController {
  constructor(
    private readonly auditors: Auditors,
    private readonly reliance: Reliance,
    private readonly rescorings: Rescorings,
    private readonly queries: RescoringQueries,
  ) {}

  @Get('auditors/:id/reliance')
  @Requires('assessments.read')
  @Operation('Auditors', 'Count what leans on an auditor or a compliance platform', {
    answers: RelianceView,
    description: 'Audits, the judgements that rest on them, and the scores made of these.',
  })
  async read(@IdParam('id') id: string): Promise<RelianceView> {
    return this.reliance.of(id);
  }

  @Get('auditors/:id/reliance/scores')
  @Requires('assessments.read')
  @Operation('Auditors', 'List the scores that lean on it, with what they would be in doubt', {
    answers: [LeaningLine],
    description: 'By vendor, each with its judgements that rest on an audit of this auditor.',
  })
  async scores(
    @IdParam('id') id: string,
    @Query() query: LeaningQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<LeaningLine[]> {
    return linked(await this.reliance.page(id, query), request, reply);
  }

  @Get('auditors/:id/reliance/mentions')
  @Requires('assessments.read')
  @Operation('Auditors', 'List the answers in which vendors name it themselves', {
    answers: [MentionLine],
  })
  async mentions(
    @IdParam('id') id: string,
    @Query() query: LeaningQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<MentionLine[]> {
    return linked(await this.reliance.mentions(id, query), request, reply);
  }

  @Get('auditors/:id/likenesses')
  @Requires('evidence.read')
  @Operation('Auditors', 'List the reports of its audits that read like another vendor’s', {
    answers: [LikenessView],
  })
  async alike(@IdParam('id') id: string): Promise<LikenessView[]> {
    return this.reliance.alike(id);
  }

  @Post('auditors/:id/rescorings')
  @Requires('assessments.write')
  @Operation('Auditors', 'Score everything that leans on it again', {
    answers: Created,
    description:
      'One job an assessment. Earlier scores and decisions stay; where nothing that counts has changed, the last ' +
      'score stands.',
  })
  async rescore(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { cause }: NewRescoring,
  ): Promise<Created> {
    return this.rescorings.ask(me, id, cause);
  }

  @Get('auditors/:id/rescorings')
  @Requires('assessments.read')
  @Operation('Auditors', 'List its rescorings, newest first, and how far each has come', {
    answers: [RescoringView],
  })
  async list(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RescoringView[]> {
    await this.auditors.byId(id);
    return linked(await this.queries.page(id, query), request, reply);
  }

  @Get('rescorings/:id')
  @Requires('assessments.read')
  @Operation('Auditors', 'Read how far a rescoring has come', { answers: RescoringView })
  async progress(@IdParam('id') id: string): Promise<RescoringView> {
    return this.queries.view(id);
  }
}
