import { Get, Query, Req } from '@nestjs/common';
import { SubjectNames } from '../../history/index.js';
import { Requires } from '../../identity/index.js';
import {
  CheckpointQueries,
  Checkpoints,
  isMissed,
  Journal,
  JournalQueries,
} from '../../journal/index.js';
import { JournalQuery } from '../../operations/index.js';
import { show, type Request, type View } from '../../platform/http/index.js';
import { journalPage } from './journal-view.js';
import { PageController } from '../frame/page-controller.js';

@PageController('journal')
export class JournalPages {
  constructor(
    private readonly journal: Journal,
    private readonly queries: JournalQueries,
    private readonly checkpoints: CheckpointQueries,
    private readonly signed: Checkpoints,
    private readonly names: SubjectNames,
  ) {}

  @Get()
  @Requires('journal.read')
  async list(@Query() query: JournalQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    const names = await this.names.of(page.items.map(({ subject }) => subject));
    const [head, latest] = [await this.journal.head(), await this.checkpoints.latest()];
    const isAnother = isMissed(await this.signed.beside.standing());
    const shown = journalPage(url, query, page, names, head, latest);
    return show('pages/journal/list', { ...shown, isAnother });
  }
}
