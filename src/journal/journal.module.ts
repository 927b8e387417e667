import { Global, Module } from '@nestjs/common';
import { JournalQueries } from './journal.queries.js';
import { Journal } from './journal.service.js';

@Global()
@Module({
  providers: [Journal, JournalQueries],
  exports: [Journal, JournalQueries],
})
export class JournalModule {}
