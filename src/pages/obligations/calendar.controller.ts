import { Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { CalendarFeeds } from '../../obligations/index.js';
import { NotFound } from '../../platform/errors.js';
import { redirect, show, type Redirect, type View } from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';

@PageController('due/calendar')
export class CalendarPages {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @Requires('obligations.read')
  async read(@Me() me: Caller): Promise<View> {
    const feed = await this.feeds.current(me);
    return this.page({ ...(feed ? { since: feed.createdAt } : {}) });
  }

  /** Shown in the answer itself: neither another address nor a cookie ever holds the secret. */
  @Post()
  @Requires('obligations.read')
  async make(@Me() me: Caller): Promise<View> {
    return this.page(await this.feeds.make(me));
  }

  @Post('revocation')
  @Requires('obligations.read')
  async revoke(@Me() me: Caller): Promise<Redirect> {
    try {
      await this.feeds.revoke(me);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
    return redirect('/due/calendar', 'The address of your calendar no longer works.');
  }

  private page(model: { address?: string; since?: Date }): View {
    return show('pages/due/calendar', {
      title: 'Your calendar',
      crumbs: [{ href: '/due', label: 'Due dates' }, { label: 'Your calendar' }],
      ...model,
    });
  }
}
