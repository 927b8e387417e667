import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { LetterQueries } from '../platform/mail/index.js';
import { present } from '../platform/present.js';
import { LetterLine, LetterQuery, LetterView } from './letter.dto.js';
import { Outbox } from './outbox.service.js';

@Controller('api/v1/letters')
export class LettersController {
  constructor(
    private readonly outbox: Outbox,
    private readonly queries: LetterQueries,
  ) {}

  @Get()
  @Requires('outbox.read')
  @Operation('Operations', 'List letters', { answers: [LetterLine], description: 'Newest first.' })
  async list(
    @Query() query: LetterQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<LetterLine[]> {
    return linked(await this.queries.page(query), request, reply).map(present);
  }

  @Get(':id')
  @Requires('outbox.read')
  @Operation('Operations', 'Read a letter', {
    answers: LetterView,
    description: 'The text may hold a live link, so reading it is noted in the journal.',
  })
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<LetterView> {
    void reply.header('cache-control', 'no-store');
    return this.outbox.read(me, id);
  }

  @Post(':id/deliveries')
  @HttpCode(202)
  @Requires('outbox.read')
  @Operation('Operations', 'Send a letter again', {
    status: 202,
    description: 'A letter that failed, or one that was kept before a mail server was configured.',
  })
  async sendAgain(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.outbox.sendAgain(me, id);
  }
}
