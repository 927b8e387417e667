import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../../platform/http/index.js';
import { BondQueries } from './bonds.queries.js';
import { Bonds } from './bonds.service.js';
import {
  BondDecision,
  BondQuery,
  BondView,
  EventLine,
  EventQuery,
  EventView,
  MatchQuery,
  MatchView,
  NewBond,
} from './event.dto.js';
import { EventQueries } from './events.queries.js';

@Controller('api/v1')
export class EventsController {
  constructor(
    private readonly bonds: Bonds,
    private readonly bondQueries: BondQueries,
    private readonly queries: EventQueries,
  ) {}

  @Get('advisory-events')
  @Requires('incidents.read')
  @Operation('Advisories', 'List events that advisories tell of, last published first', {
    answers: [EventLine],
  })
  async list(
    @Query() query: EventQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EventLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Get('advisory-events/:id')
  @Requires('incidents.read')
  @Operation('Advisories', 'Read an event with all its advisories, and why they are one', {
    answers: EventView,
  })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EventView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Get('advisory-matches')
  @Requires('incidents.read')
  @Operation('Advisories', 'Ask which events name a package, and a version of it', {
    answers: [MatchView],
    description:
      'Malware first. unknown: the version is not told, or cannot be compared; it is never counted as not affected.',
  })
  async matches(@Query() { purl, version }: MatchQuery): Promise<MatchView[]> {
    return this.queries.matches(purl, version ?? null);
  }

  @Get('advisory-bonds')
  @Requires('incidents.read')
  @Operation('Advisories', 'List pairs of advisories that are one event, or may be', {
    answers: [BondView],
  })
  async listBonds(
    @Query() query: BondQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<BondView[]> {
    return linked(await this.bondQueries.page(query), request, reply);
  }

  @Post('advisory-bonds')
  @Requires('incidents.write')
  @Operation('Advisories', 'Say that two advisories are one event', { answers: Created })
  async join(@Me() me: Caller, @Body() { oneId, otherId, reason }: NewBond): Promise<Created> {
    return this.bonds.join(me, oneId, otherId, reason);
  }

  @Get('advisory-bonds/:id')
  @Requires('incidents.read')
  @Operation('Advisories', 'Read why two advisories are one event', { answers: BondView })
  async bond(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<BondView> {
    return tagged(await this.bondQueries.byId(id), reply);
  }

  @Put('advisory-bonds/:id')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Advisories', 'Accept or refuse a suggestion, or part two advisories', {
    versioned: true,
  })
  async decide(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() decision: BondDecision,
  ): Promise<void> {
    await this.bonds.decide(me, id, version, decision);
  }
}
