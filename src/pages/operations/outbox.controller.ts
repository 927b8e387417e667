import { Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { LetterQuery, Outbox } from '../../operations/index.js';
import { Config } from '../../platform/config/index.js';
import {
  IdParam,
  redirect,
  show,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { LetterQueries } from '../../platform/mail/index.js';
import { letterPage, outboxPage } from './outbox-views.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';

@PageController('outbox')
export class OutboxPages {
  private readonly smtp: boolean;

  constructor(
    private readonly queries: LetterQueries,
    private readonly outbox: Outbox,
    config: Config,
  ) {
    this.smtp = config.smtpUrl !== undefined;
  }

  @Get()
  @Requires('outbox.read')
  async list(@Query() query: LetterQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/outbox/list', outboxPage(url, query, page, this.smtp));
  }

  @Get(':id')
  @Requires('outbox.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/outbox/letter', letterPage(await this.outbox.read(me, id), this.smtp));
  }

  @Post(':id/deliveries')
  @Requires('outbox.read')
  async sendAgain(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const letter = `/outbox/${id}`;
    return orSay(letter, async () => {
      await this.outbox.sendAgain(me, id);
      return redirect(letter, 'The letter is on its way again.');
    });
  }
}
