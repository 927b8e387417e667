import { Controller, Get, HttpCode, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../../platform/http/index.js';
import { Readings } from './readings.service.js';
import { ReminderList } from './reminder-list.queries.js';
import { ReminderLine, ReminderQuery } from './reminder.dto.js';

@Controller('api/v1/reminders')
export class RemindersController {
  constructor(
    private readonly reminders: ReminderList,
    private readonly readings: Readings,
  ) {}

  @Get()
  @Requires('obligations.read')
  @Operation('Reminders', 'List your reminders, newest first', { answers: [ReminderLine] })
  async list(
    @Me() me: Caller,
    @Query() query: ReminderQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReminderLine[]> {
    return linked(await this.reminders.page(me.userId, query), request, reply);
  }

  @Put('readings')
  @HttpCode(204)
  @Requires('obligations.read')
  @Operation('Reminders', 'Mark all your reminders as read')
  async readAll(@Me() me: Caller): Promise<void> {
    await this.readings.markAll(me.userId);
  }

  @Put(':id/reading')
  @HttpCode(204)
  @Requires('obligations.read')
  @Operation('Reminders', 'Mark a reminder of yours as read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.readings.mark(me.userId, id);
  }
}
