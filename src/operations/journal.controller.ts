import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { Journal, JournalQueries } from '../journal/index.js';
import { linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { JournalEntryView, JournalHeadView, JournalQuery } from './journal.dto.js';

@Controller('api/v1/journal')
export class JournalController {
  constructor(
    private readonly journal: Journal,
    private readonly queries: JournalQueries,
  ) {}

  @Get()
  @Requires('journal.read')
  @Operation('Journal', 'List what happened', {
    answers: [JournalEntryView],
    description:
      'Newest first. With `q`, or with `action`, `subjectKind`, `sights` or days alone, a page may be short, even empty, and still have a next one: follow the links until there is none.',
  })
  async list(
    @Query() query: JournalQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JournalEntryView[]> {
    return linked(await this.queries.page(query), request, reply).map(present);
  }

  @Get('head')
  @Requires('journal.read')
  @Operation('Journal', 'Read the head of the journal', {
    answers: JournalHeadView,
    description:
      'How many entries there are, and the hash of the last. Signed: see the checkpoints.',
  })
  async head(): Promise<JournalHeadView> {
    return this.journal.head();
  }
}
