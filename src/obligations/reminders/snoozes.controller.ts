import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { IdParam, Operation } from '../../platform/http/index.js';
import { SnoozeFacts, SnoozeView } from './reminder.dto.js';
import { Snoozes } from './snoozes.service.js';

@Controller('api/v1/obligations/:id/snooze')
export class SnoozesController {
  constructor(private readonly snoozes: Snoozes) {}

  @Get()
  @Requires('obligations.read')
  @Operation('Reminders', 'Read until when you put something off', { answers: SnoozeView })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<SnoozeView> {
    return this.snoozes.read(me.userId, id);
  }

  @Put()
  @HttpCode(204)
  @Requires('obligations.write')
  @Operation('Reminders', 'Put your reminders of something off until a day', {
    description: 'Whom it is passed on to when it is late still hears of it.',
  })
  async put(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: SnoozeFacts,
  ): Promise<void> {
    await this.snoozes.put(me, me.userId, id, facts);
  }

  @Delete()
  @HttpCode(204)
  @Requires('obligations.write')
  @Operation('Reminders', 'Be reminded of something again')
  async end(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.snoozes.end(me, me.userId, id);
  }
}
