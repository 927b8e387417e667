import { Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import { AnswersSecret, Operation } from '../../platform/http/index.js';
import { CalendarFeedView, NewCalendarFeed } from './calendar-feed.dto.js';
import { CalendarFeeds } from './calendar-feeds.service.js';

@Controller('api/v1/calendar-feed')
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @Requires('obligations.read')
  @Operation('Due dates', 'Say whether your calendar has an address', { answers: CalendarFeedView })
  async read(@Me() me: Caller): Promise<CalendarFeedView> {
    const feed = await this.feeds.current(me);
    if (!feed) throw new NotFound('calendar');
    return { createdAt: feed.createdAt.toISOString() };
  }

  @Put()
  @Requires('obligations.read')
  @AnswersSecret()
  @Operation('Due dates', 'Give your calendar a new address', {
    answers: NewCalendarFeed,
    status: 200,
    description: 'The address before, if there is one, stops working.',
  })
  async make(@Me() me: Caller): Promise<NewCalendarFeed> {
    return this.feeds.make(me);
  }

  @Delete()
  @HttpCode(204)
  @Requires('obligations.read')
  @Operation('Due dates', 'Revoke the address of your calendar')
  async revoke(@Me() me: Caller): Promise<void> {
    await this.feeds.revoke(me);
  }
}
