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
  AdvisoryFacts,
  AdvisoryLine,
  AdvisoryNotes,
  AdvisoryQuery,
  AdvisoryTextView,
  AdvisoryView,
  KindJudgement,
} from './advisory.dto.js';
import { AdvisoryQueries } from './advisories.queries.js';
import { Advisories } from './advisories.service.js';
import { Writing } from './writing.service.js';

@Controller('api/v1/advisories')
export class AdvisoriesController {
  constructor(
    private readonly advisories: Advisories,
    private readonly writing: Writing,
    private readonly queries: AdvisoryQueries,
  ) {}

  @Get()
  @Requires('incidents.read')
  @Operation('Advisories', 'List advisories, last modified first', { answers: [AdvisoryLine] })
  async list(
    @Query() query: AdvisoryQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdvisoryLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('incidents.write')
  @Operation('Advisories', 'Write an advisory by hand', {
    answers: Created,
    description: 'For what no database has yet. A public record of the same id replaces it later.',
  })
  async write(@Me() me: Caller, @Body() facts: AdvisoryFacts): Promise<Created> {
    return this.writing.write(me, facts);
  }

  @Get(':id')
  @Requires('incidents.read')
  @Operation('Advisories', 'Read an advisory', { answers: AdvisoryView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdvisoryView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Advisories', 'Say more of an advisory: kind, window, disputed facts, further names', {
    versioned: true,
  })
  async note(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: AdvisoryNotes,
  ): Promise<void> {
    await this.advisories.note(me, id, version, facts);
  }

  @Put(':id/kind')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Advisories', 'Say whether an advisory tells of malware or of a vulnerability', {
    versioned: true,
    description: 'A person’s word holds whatever later texts of the record say.',
  })
  async judge(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { kind }: KindJudgement,
  ): Promise<void> {
    await this.advisories.judge(me, id, version, kind);
  }

  @Put(':id/record')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Advisories', 'Write an advisory of our own anew', { versioned: true })
  async rewrite(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: AdvisoryFacts,
  ): Promise<void> {
    await this.writing.rewrite(me, id, version, facts);
  }

  @Get(':id/texts')
  @Requires('incidents.read')
  @Operation('Advisories', 'List the texts of an advisory that were given, newest first', {
    answers: [AdvisoryTextView],
    description: 'The one in force, earlier ones, and those that contradict it.',
  })
  async texts(@IdParam('id') id: string): Promise<AdvisoryTextView[]> {
    return this.queries.texts(id);
  }
}
