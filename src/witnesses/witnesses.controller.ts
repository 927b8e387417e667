import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  ListQuery,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { Tellings } from './tellings.service.js';
import { TellingView, WitnessFacts, WitnessView } from './witness.dto.js';
import { WitnessQueries } from './witnesses.queries.js';
import { Witnesses } from './witnesses.service.js';

@Controller('api/v1/witnesses')
export class WitnessesController {
  constructor(
    private readonly witnesses: Witnesses,
    private readonly queries: WitnessQueries,
    private readonly tellings: Tellings,
  ) {}

  @Get()
  @Requires('journal.sign')
  @Operation('Journal', 'List witnesses', {
    answers: [WitnessView],
    description:
      'Who outside gets signed checkpoints: mail addresses, and webhooks that chose `checkpoint.signed`. Oldest first.',
  })
  async list(
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WitnessView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('journal.sign')
  @Operation('Journal', 'Add a witness by mail', {
    answers: Created,
    description:
      'They get the newest checkpoint at once. For a witness by webhook add a webhook with the kind `checkpoint.signed`.',
  })
  async add(@Me() me: Caller, @Body() facts: WitnessFacts): Promise<Created> {
    return this.witnesses.add(me, facts);
  }

  @Get(':id')
  @Requires('journal.sign')
  @Operation('Journal', 'Read a witness', { answers: WitnessView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WitnessView> {
    return tagged(await this.queries.byId(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('journal.sign')
  @Operation('Journal', 'Change or pause a witness by mail', {
    versioned: true,
    description: 'Paused, nothing is sent. Afterwards it is told of the newest ten at most.',
  })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: WitnessFacts,
  ): Promise<void> {
    await this.witnesses.change(me, id, version, facts);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('journal.sign')
  @Operation('Journal', 'Remove a witness by mail', {
    versioned: true,
    description: 'Name and address go at once; which checkpoints went there, and when, stays.',
  })
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.witnesses.remove(me, id, version);
  }

  @Get(':id/tellings')
  @Requires('journal.sign')
  @Operation('Journal', 'List what a witness was told', {
    answers: [TellingView],
    description: 'Newest first: which checkpoint, when, and what became of it.',
  })
  async told(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TellingView[]> {
    return linked(await this.queries.tellings(id, query), request, reply);
  }

  @Post(':id/tellings')
  @Requires('journal.sign')
  @Operation('Journal', 'Send a witness the newest checkpoint now', { answers: Created })
  async tellNow(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    return this.tellings.tellNow(me, id);
  }
}
