import { Module } from '@nestjs/common';
import { WebhooksModule } from '../../webhooks/index.js';
import { Digests } from './digests.service.js';
import { DueLines } from './due-lines.queries.js';
import { Reminders } from './reminders.service.js';
import { VendorReminders } from './vendor-reminders.service.js';

@Module({
  imports: [WebhooksModule],
  providers: [Digests, DueLines, VendorReminders, Reminders],
  exports: [Reminders],
})
export class RemindersModule {}
