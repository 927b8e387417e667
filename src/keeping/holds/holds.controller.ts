import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
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
import { HoldQuery, HoldRelease, HoldView, NewHold } from './hold.dto.js';
import { HoldQueries } from './holds.queries.js';
import { LegalHolds } from './holds.service.js';

@Controller('api/v1/legal-holds')
export class HoldsController {
  constructor(
    private readonly holds: LegalHolds,
    private readonly queries: HoldQueries,
  ) {}

  @Get()
  @Requires('keeping.manage')
  @Operation('Keeping', 'List legal holds, newest first', { answers: [HoldView] })
  async list(
    @Query() query: HoldQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HoldView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('keeping.manage')
  @Operation('Keeping', 'Place a legal hold', {
    answers: Created,
    description: 'From then on nothing that it covers is purged. What was purged before stays so.',
  })
  async place(@Me() me: Caller, @Body() facts: NewHold): Promise<Created> {
    return this.holds.place(me, me.userId, facts);
  }

  @Get(':id')
  @Requires('keeping.manage')
  @Operation('Keeping', 'Read a legal hold', { answers: HoldView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HoldView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Post(':id/release')
  @HttpCode(204)
  @Requires('keeping.manage')
  @Operation('Keeping', 'Release a legal hold', { versioned: true })
  async release(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { because }: HoldRelease,
  ): Promise<void> {
    await this.holds.release(me, id, version, because);
  }
}
