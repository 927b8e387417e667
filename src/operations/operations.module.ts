import { Module } from '@nestjs/common';
import { CheckpointsController } from './checkpoints.controller.js';
import { JobsController } from './jobs.controller.js';
import { JournalController } from './journal.controller.js';
import { LettersController } from './letters.controller.js';
import { Outbox } from './outbox.service.js';
import { PublicKeys } from './public-keys.service.js';
import { Revivals } from './revivals.service.js';

/** What an operator looks after: letters, jobs, the journal. */
@Module({
  controllers: [LettersController, JobsController, JournalController, CheckpointsController],
  providers: [Outbox, PublicKeys, Revivals],
  exports: [Outbox, PublicKeys, Revivals],
})
export class OperationsModule {}
