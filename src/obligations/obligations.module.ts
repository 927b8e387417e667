import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { Derivation } from './derivation.service.js';
import { ObligationStore } from './obligation-store.js';
import { ObligationsController } from './obligations.controller.js';
import { ObligationQueries } from './obligations.queries.js';
import { RemindersModule } from './reminders/index.js';
import { Sweep } from './sweep.service.js';
import { DoubtedTrigger } from './triggers/doubted.service.js';
import { ScoredTrigger } from './triggers/scored.service.js';

@Module({
  imports: [PoliciesModule, RemindersModule],
  controllers: [ObligationsController],
  providers: [Derivation, ObligationStore, ObligationQueries, Sweep, DoubtedTrigger, ScoredTrigger],
  exports: [ObligationQueries, RemindersModule],
})
export class ObligationsModule {}
