import { Get, Query, Req } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { Journal, JournalQueries } from '../../journal/index.js';
import { JournalQuery } from '../../operations/index.js';
import { show, type Request, type View } from '../../platform/http/index.js';
import { journalPage } from './journal-view.js';
import { PageController } from '../frame/page-controller.js';

@PageController('journal')
export class JournalPages {
  constructor(
    private readonly journal: Journal,
    private readonly queries: JournalQueries,
  ) {}

  @Get()
  @Requires('journal.read')
  async list(@Query() query: JournalQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    return show(
      'pages/journal/list',
      journalPage(url, query, page, await this.journal.checkpoint()),
    );
  }
}
