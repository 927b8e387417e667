import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';
import { JournalController } from './journal.controller.js';
import { LettersController } from './letters.controller.js';
import { Outbox } from './outbox.service.js';
import { Revivals } from './revivals.service.js';

/** What an operator looks after: letters, jobs, the journal. */
@Module({
  controllers: [LettersController, JobsController, JournalController],
  providers: [Outbox, Revivals],
  exports: [Outbox, Revivals],
})
export class OperationsModule {}
