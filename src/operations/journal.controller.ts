import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { Journal, JournalQueries } from '../journal/index.js';
import { linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { CheckpointView, JournalEntryView, JournalQuery } from './journal.dto.js';

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
    description: 'Newest first.',
  })
  async list(
    @Query() query: JournalQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JournalEntryView[]> {
    return linked(await this.queries.page(query), request, reply).map(present);
  }

  @Get('checkpoint')
  @Requires('journal.read')
  @Operation('Journal', 'Read the checkpoint', {
    answers: CheckpointView,
    description:
      'Keep it elsewhere: a journal that was rewritten later cannot give the same hash for this size.',
  })
  async checkpoint(): Promise<CheckpointView> {
    return this.journal.checkpoint();
  }
}
