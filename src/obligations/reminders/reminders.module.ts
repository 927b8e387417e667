import { Module } from '@nestjs/common';
import { WebhooksModule } from '../../webhooks/index.js';
import { DigestsOff } from './digests-off.service.js';
import { Readings } from './readings.service.js';
import { ReminderList } from './reminder-list.queries.js';
import { RemindersController } from './reminders.controller.js';
import { SnoozesController } from './snoozes.controller.js';
import { Snoozes } from './snoozes.service.js';
import { Digests } from './digests.service.js';
import { LeaverReminders } from './leaver-reminders.service.js';
import { DueLines } from './due-lines.queries.js';
import { Reminders } from './reminders.service.js';
import { VendorReminders } from './vendor-reminders.service.js';

@Module({
  imports: [WebhooksModule],
  controllers: [RemindersController, SnoozesController],
  providers: [
    Digests,
    DigestsOff,
    DueLines,
    LeaverReminders,
    Readings,
    ReminderList,
    Reminders,
    Snoozes,
    VendorReminders,
  ],
  exports: [DigestsOff, Readings, ReminderList, Reminders, Snoozes],
})
export class RemindersModule {}
